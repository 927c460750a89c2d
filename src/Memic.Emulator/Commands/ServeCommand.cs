using System.CommandLine;

namespace Memic.Emulator;

internal static class ServeCommand
{
    public static async Task<int> RunAsync(ServeOptions options, ParseResult result, CancellationToken cancellationToken)
    {
        var settings = options.Read(result);
        await using var emulator = await MemicEmulator.StartAsync(settings, cancellationToken);
        await Console.Out.WriteLineAsync($"Memic emulator listening on {emulator.BaseUri}");
        await Console.Out.WriteLineAsync($"Key: {settings.Keys.Keys.First()}   Control: {emulator.ControlUri}");
        try
        {
            await (options.ParentOf(result) is { } parent
                ? ParentProcess.WaitForExitAsync(parent, cancellationToken)
                : Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Being told to stop is how a server ends well.
        }

        return 0;
    }
}
