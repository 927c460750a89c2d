using System.Diagnostics;

namespace Memic.Client.Tests;

/// <summary>Waits for what another thread is about to do. The limit is there to fail a test instead of hanging it.</summary>
internal static class Until
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task TrueAsync(Func<bool> condition)
    {
        for (var watch = Stopwatch.StartNew(); !condition();)
        {
            Assert.True(watch.Elapsed < Limit, "What was waited for did not happen.");
            await Task.Delay(1);
        }
    }
}
