namespace Memic.Client.Tests;

public class MemoryRateLimitStoreTests : RateLimitStoreContract
{
    private readonly FakeTime _time = new();

    private protected override Task<IRateLimitStore> OpenAsync() => Task.FromResult<IRateLimitStore>(new MemoryRateLimitStore(_time));

    protected override void Advance(TimeSpan by) => _time.Advance(by);
}
