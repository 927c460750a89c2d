namespace Memic.Emulator;

/// <summary>Runs the main job against an emulator of its own, in this process and on a free port of loopback.</summary>
internal static class DemoCommand
{
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var options = new EmulatorOptions { ProcessingTime = TimeSpan.FromSeconds(1) };
        await using var emulator = await MemicEmulator.StartAsync(options, cancellationToken);
        var settings = new MemicConnectionSettings { ApiKey = new ApiKey(EmulatorOptions.DefaultKey), BaseUri = emulator.BaseUri, NoProxy = true };
        using var connection = new MemicConnection(settings);
        try
        {
            await Console.Out.WriteLineAsync($"The main job, against a Memic of its own at {emulator.BaseUri}");
            await new DemoJob(emulator, connection).RunAsync(cancellationToken);
            await Console.Out.WriteLineAsync("\nAll of it went as it should.");
            return 0;
        }
        catch (MemicException error)
        {
            await Console.Error.WriteLineAsync($"\nThis should not have failed: {error.Summary}");
        }
        catch (DemoException error)
        {
            await Console.Error.WriteLineAsync($"\nNot as it should be: {error.Message}");
        }

        return 1;
    }
}
