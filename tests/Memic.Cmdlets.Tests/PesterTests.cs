using Xunit.v3;

namespace Memic.Cmdlets.Tests;

/// <summary>The files of tests/Pester, on a real PowerShell.</summary>
[TestCaseOrderer(typeof(UnorderedTestCaseOrderer))]
public sealed class PesterTests(PesterWorkers workers, ITestOutputHelper output) : IClassFixture<PesterWorkers>
{
    // They come last here, since xunit begins with the last: none of them is to be left to run alone at the end.
    private static readonly string[] Longest = ["Examples", "Progress", "EveryCmdlet", "Pump", "HelpExamples", "Readme", "Sync-MemicFolder", "Uploads", "ConnectionSettings", "Isolation", "Module", "Send-MemicFile", "Wait-MemicFile", "Diagnostics", "Limits", "Test-MemicConnection"];

    /// <summary>The names of the files, without their ending.</summary>
    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(TestSettings.PesterFolder, "*.Tests.ps1").Select(path => Path.GetFileName(path).Replace(".Tests.ps1", "", StringComparison.Ordinal)).OrderBy(Longest.Contains)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Pass(string file)
    {
        var report = await workers.RunAsync(file, TestContext.Current.CancellationToken);
        output.WriteLine(report.ToString());

        // Shown as each file ends, whatever the logger: nobody looks at a silent screen.
        TestContext.Current.SendDiagnosticMessage($"{file}: {report}");
        report.ThrowIfFailed();
    }
}
