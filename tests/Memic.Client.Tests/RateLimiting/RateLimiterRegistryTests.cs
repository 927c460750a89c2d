using System.Runtime.CompilerServices;

namespace Memic.Client.Tests;

public class RateLimiterRegistryTests
{
    private static readonly Uri Service = new("https://api.memic.ai/api/v1");

    private readonly FakeTime _time = new();
    private readonly RateLimiterRegistry _registry = new();

    [Fact]
    public void A_limiter_that_no_connection_uses_is_let_go()
    {
        var (one, two) = (Connect("a"), Connect("a"));
        one.Dispose();
        one.Dispose();
        Assert.Equal(1, _registry.Count);

        two.Dispose();

        Assert.Equal(0, _registry.Count);
        Assert.False(_time.RingNext());
    }

    [Fact]
    public async Task A_count_is_not_forgotten_before_its_permits_have_left_the_window()
    {
        using (var limiter = Connect("a"))
        {
            await Acquire(limiter).Lease.ReleaseAsync();
        }

        using (var again = Connect("a"))
        {
            Assert.Equal(1, again.Read().Single(limit => limit.Category == RateCategory.Status).Used);
        }

        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, _registry.Count);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, _registry.Count);
        Assert.False(_time.RingNext());
    }

    [Fact]
    public async Task A_request_in_flight_gives_its_permit_back_after_its_connection_is_gone()
    {
        var limiter = Connect("a");
        var lease = Acquire(limiter).Lease;
        limiter.Dispose();
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, _registry.Count);

        await lease.ReleaseAsync();
        _time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(0, _registry.Count);
    }

    [Fact]
    public void A_connection_that_nobody_disposed_does_not_keep_its_limiter_for_ever()
    {
        Forget();

        GC.Collect();
        GC.WaitForPendingFinalizers();

        Assert.Equal(0, _registry.Count);
    }

    [Fact]
    public void Each_key_service_and_clock_has_a_limiter_of_its_own()
    {
        using var one = Connect("a");
        using var two = Connect("b");
        using var three = Connect("a", service: new Uri("https://eu.memic.ai/api/v1"));
        using var four = Connect("a", new FakeTime());
        using var same = Connect("a", service: new Uri("https://api.memic.ai/api/v2"));

        Assert.Equal(4, _registry.Count);
    }

    [Fact]
    public void A_thousand_closed_connections_leave_nothing_behind()
    {
        var limiters = Enumerable.Range(0, 1000).Select(n => Connect($"{n}")).ToList();
        Assert.Equal(1000, _registry.Count);

        limiters.ForEach(limiter => limiter.Dispose());

        Assert.Equal(0, _registry.Count);
    }

    [Theory]
    [InlineData(RateLimitScope.Process)]
    [InlineData(RateLimitScope.Machine)]
    public async Task The_count_of_a_key_does_not_hold_the_key(RateLimitScope scope)
    {
        var key = new ApiKey("mk_live_EXAMPLE_COUNTED");
        using var limiter = _registry.Acquire(Service, key, new MemicConnectionSettings { ApiKey = key, RateLimitScope = scope });

        await Acquire(limiter).Lease.ReleaseAsync();

        var texts = ObjectGraph.Of(_registry).OfType<string>().ToList();
        Assert.NotEmpty(texts);
        Assert.DoesNotContain(texts, text => text.Contains("EXAMPLE_COUNTED", StringComparison.Ordinal));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Forget() => _ = Connect("a").Read();

    private RateLimiter Connect(string key, TimeProvider? time = null, Uri? service = null) =>
        _registry.Acquire(service ?? Service, new ApiKey(key), new MemicConnectionSettings { TimeProvider = time ?? _time });

    private static RateLimitAcquisition Acquire(RateLimiter limiter) => limiter.Acquire(RateCategory.Status, false, TimeSpan.FromMinutes(1), default);
}
