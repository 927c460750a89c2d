using System.Diagnostics;
using System.Text.RegularExpressions;
using Memic.Demo;

namespace Memic.Cmdlets.Tests;

/// <summary>The README's first command, and the shell to play in.</summary>
public sealed class DemoTests
{
    /// <summary>What PowerShell writes to the log of the machine, by its own settings; on Windows there are none.</summary>
    private const string TellLogLevel = "$settings = [psobject].Assembly.GetType('System.Management.Automation.Configuration.PowerShellConfig'); " +
        "\"log <$($settings.GetMethod('GetLogLevel', [Reflection.BindingFlags]'NonPublic, Instance')?.Invoke($settings.GetField('Instance', [Reflection.BindingFlags]'NonPublic, Static').GetValue($null), @()))>\"";

    [Fact]
    public async Task The_demo_shows_the_main_job_with_an_error_and_its_advice_and_ends_well()
    {
        var (exitCode, output, error) = await RunAsync([], input: "");
        Assert.Equal("", string.Join('\n', error.Split('\n').Where(line => line.Contains("Not as it should be", StringComparison.Ordinal))));
        Assert.Equal(0, exitCode);
        Assert.Contains("PS> Get-ChildItem | Send-MemicFile -Wait", output, StringComparison.Ordinal);
        Assert.Contains("database-restore.pdf", output, StringComparison.Ordinal);
        Assert.Contains("file_not_found", error, StringComparison.Ordinal);
        Assert.Contains("Get-MemicContext", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shell_is_connected_and_has_four_documents_and_leaves_nothing_behind()
    {
        var (exitCode, output, error) = await RunAsync(["shell"], input: "\"in <$PWD>\"\n\"ready <$((Get-ChildItem | Send-MemicFile -Wait).Count)>\"\n" + TellLogLevel + "\nexit\n");
        Assert.Equal("", error);
        Assert.Equal(0, exitCode);
        Assert.Contains("ready <4>", output, StringComparison.Ordinal);
        Assert.Contains(OperatingSystem.IsWindows() ? "log <>" : "log <Critical>", output, StringComparison.Ordinal);

        // What was typed may come first, as an echo.
        var folder = Regex.Matches(output, "in <(.+?)>")[^1].Groups[1].Value;
        Assert.True(Path.IsPathRooted(folder), folder);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_word_that_is_not_known_is_refused_with_those_that_are()
    {
        var (exitCode, _, error) = await RunAsync(["dance"], input: "");
        Assert.Equal(2, exitCode);
        Assert.Contains("shell", error, StringComparison.Ordinal);
    }

    private static Task<ProgramRun> RunAsync(string[] arguments, string input) =>
        ProgramRun.RunAsync(new ProcessStartInfo(PowerShellProcess.DotNet, ["exec", Path.Combine(AppContext.BaseDirectory, "Memic.Demo.dll"), .. arguments]), input);
}
