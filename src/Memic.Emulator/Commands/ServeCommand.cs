using System.CommandLine;

namespace Memic.Emulator;

internal static class ServeCommand
{
    public static async Task<int> RunAsync(ServeOptions options, ParseResult result, CancellationToken cancellationToken)
    {
        var settings = options.Read(result);
        try
        {
            await using var emulator = await MemicEmulator.StartAsync(settings, cancellationToken);
            await ServeAsync(emulator, settings, options.ParentOf(result), cancellationToken);
            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A port that is taken, or a folder that cannot be written: worth a line, not a stack.
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }

    private static async Task ServeAsync(MemicEmulator emulator, EmulatorOptions settings, int? parent, CancellationToken cancellationToken)
    {
        await Console.Out.WriteLineAsync($"Memic emulator listening on {emulator.BaseUri}");
        await Console.Out.WriteLineAsync($"Key: {settings.Keys.Keys.First()}   Control: {emulator.ControlUri}");
        try
        {
            await (parent is { } id
                ? ParentProcess.WaitForExitAsync(id, cancellationToken)
                : Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Being told to stop is how a server ends well.
        }
    }
}
