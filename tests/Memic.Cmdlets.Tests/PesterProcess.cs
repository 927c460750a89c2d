using System.Diagnostics;
using System.Text.Json;

namespace Memic.Cmdlets.Tests;

/// <summary>Runs one file of Pester tests.</summary>
internal static class PesterProcess
{
    public static async Task<PesterReport> RunAsync(string file, TemporaryHome home, CancellationToken cancellationToken)
    {
        var reportPath = home.PathOf("report.json");
        var start = Start(
            Path.Combine(AppContext.BaseDirectory, "RunFile.ps1"),
            "-Path", Path.Combine(Settings.PesterFolder, file + ".Tests.ps1"),
            "-Pester", Settings.Pester,
            "-Report", reportPath,
            "-ParentId", $"{Environment.ProcessId}");
        home.Furnish(start);
        start.Environment["MEMIC_TEST_DOTNET"] = Settings.DotNet;
        start.Environment["MEMIC_TEST_EMULATOR"] = Settings.Emulator;

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{Settings.PowerShell} did not start.");
        try
        {
            // A PowerShell that is asked anything gets an end of input instead of waiting for ever.
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var printed = await output + await error;
            return File.Exists(reportPath)
                ? JsonSerializer.Deserialize<PesterReport>(await File.ReadAllBytesAsync(reportPath, cancellationToken))!
                : throw new PesterFailure($"Pester broke off with exit code {process.ExitCode}:\n{printed}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static ProcessStartInfo Start(params string[] arguments)
    {
        var isDll = Settings.PowerShell.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(isDll ? Settings.DotNet : Settings.PowerShell)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Settings.RepositoryRoot,
        };
        string[] program = isDll ? ["exec", Settings.PowerShell] : [];
        foreach (var argument in (string[])[.. program, "-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
