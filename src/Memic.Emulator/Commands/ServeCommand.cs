using System.CommandLine;
using System.Diagnostics;

namespace Memic.Emulator;

internal static class ServeCommand
{
    // Whoever gives hundreds knows them, and may not read what is printed.
    private const int MaximumKeys = 20;

    public static async Task<int> RunAsync(ServeOptions options, ParseResult result, CancellationToken cancellationToken)
    {
        var settings = options.CreateEmulatorOptions(result);
        try
        {
            await using var emulator = await MemicEmulator.StartAsync(settings, cancellationToken);
            await ServeAsync(emulator, settings, options.GetParentProcessId(result), cancellationToken);
            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A port in use or a folder without write access needs a message, not a stack trace.
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }

    private static async Task ServeAsync(MemicEmulator emulator, EmulatorOptions settings, int? parent, CancellationToken cancellationToken)
    {
        await Console.Out.WriteLineAsync($"Memic emulator listening on {emulator.BaseUri}");
        foreach (var (key, scope) in settings.Keys.Take(MaximumKeys))
        {
            await Console.Out.WriteLineAsync($"Key: {key} ({scope.Environment})");
        }

        if (settings.Keys.Count > MaximumKeys)
        {
            await Console.Out.WriteLineAsync($"... and {settings.Keys.Count - MaximumKeys} more keys");
        }

        await Console.Out.WriteLineAsync($"Control: {emulator.ControlUri}");
        try
        {
            await (parent is { } id
                ? WaitForProcessExitAsync(id, cancellationToken)
                : Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The normal end of a server.
        }
    }

    private static async Task WaitForProcessExitAsync(int id, CancellationToken cancellationToken)
    {
        Process parent;
        try
        {
            parent = Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return;
        }

        using (parent)
        {
            await parent.WaitForExitAsync(cancellationToken);
        }
    }
}
