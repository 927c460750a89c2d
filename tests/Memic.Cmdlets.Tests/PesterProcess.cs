using System.Diagnostics;
using System.Text.Json;
using Memic.Demo;

namespace Memic.Cmdlets.Tests;

/// <summary>Runs one file of Pester tests in a PowerShell of its own.</summary>
internal static class PesterProcess
{
    public static async Task<PesterReport> RunAsync(string file, CancellationToken cancellationToken)
    {
        using var home = new TemporaryHome();
        var reportPath = home.PathOf("report.json");
        var start = Prepare(file, home, reportPath);
        using var process = Process.Start(start) ?? throw new PesterFailure($"{TestSettings.PowerShell} did not start.");
        try
        {
            // A PowerShell that is asked anything meets the end of its input instead of waiting for ever.
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
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private static ProcessStartInfo Prepare(string file, TemporaryHome home, string reportPath)
    {
        var start = PowerShellProcess.Create(TestSettings.PowerShell, home, [
            "-NonInteractive",
            "-File", Path.Combine(AppContext.BaseDirectory, "RunFile.ps1"),
            "-Path", Path.Combine(TestSettings.PesterFolder, file + ".Tests.ps1"),
            "-Pester", TestSettings.Pester,
            "-Report", reportPath,
            "-ParentId", $"{Environment.ProcessId}",
        ]);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = BuildSettings.RepositoryRoot;
        start.Environment["MEMIC_TEST_DOTNET"] = PowerShellProcess.DotNet;
        start.Environment["MEMIC_TEST_EMULATOR"] = TestSettings.Emulator;
        return start;
    }
}
