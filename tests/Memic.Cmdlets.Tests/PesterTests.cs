namespace Memic.Cmdlets.Tests;

/// <summary>Each file of tests/Pester in a PowerShell of its own.</summary>
public sealed class PesterTests(ITestOutputHelper output)
{
    /// <summary>The names of the files, without their ending.</summary>
    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(Settings.PesterFolder, "*.Tests.ps1").Select(path => Path.GetFileName(path)[..^".Tests.ps1".Length]).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task On_PowerShell(string file)
    {
        using var home = new TemporaryHome();
        var report = await PesterProcess.RunAsync(file, home, TestContext.Current.CancellationToken);
        output.WriteLine(report.ToString());
        // Shown as each file ends, whatever the logger: nobody looks at a silent screen.
        TestContext.Current.SendDiagnosticMessage($"{file}: {report}");
        report.ThrowIfFailed();
    }
}
