namespace Memic.Client.Tests;

public class RetryWaitTests
{
    [Fact]
    public async Task A_wait_for_a_retry_that_is_cancelled_no_longer_shows()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 503, RetryAfter = "30" });
        using var stop = new CancellationTokenSource();
        var call = environment.Client.Account.GetContextAsync(stop.Token);
        await environment.Driver.UntilAsync(() => environment.Observer.Progress.Wait is not null);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Null(environment.Observer.Progress.Wait);
    }
}
