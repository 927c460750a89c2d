using StackExchange.Redis;

namespace Memic;

/// <summary>One member of a fleet at the server that counts for all: each step is one script, by the server's own time.</summary>
internal sealed class RedisCounter(RedisConnection connection, string keyHash) : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan YieldDelay = TimeSpan.FromMilliseconds(50);

    // How long a member may be silent before its requests in flight count as those of a dead one: a quarter of the window,
    // within these bounds.
    private static readonly TimeSpan ShortestSilence = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

    private readonly string _member = Guid.NewGuid().ToString("N")[..16];

    // What the server calls the time since it has counted without losing anything; null until it was reached for the first time.
    private volatile string? _life;

    /// <summary>The server as messages name it.</summary>
    public string Host => connection.Host;

    public ISharedLocks Locks { get; } = new RedisLocks(connection, keyHash);

    public bool IsConnected => connection.IsConnected;

    /// <summary>Moves the server's time on, for tests.</summary>
    internal TimeSpan Offset { get; set; }

    // No token of ours is passed to the library: what is cancelled was cancelled by a connection that died.
    public static bool IsFailure(Exception e) =>
        e is RedisException or TimeoutException or ObjectDisposedException or IOException or System.Net.Sockets.SocketException or OperationCanceledException;

    public static TimeSpan Silence(RateLimitRule rule)
    {
        var quarter = new TimeSpan(rule.Window.Ticks / 4);
        return quarter < ShortestSilence ? ShortestSilence : quarter > LongestSilence ? LongestSilence : quarter;
    }

    public string Explain(Exception failure) => connection.Explain(failure);

    public async Task<(RateLimitAttempt Attempt, int Used, int Members)> TryAcquireAsync(RateCategory category, RateLimitRule rule, long permit)
    {
        var reply = await EvaluateAsync(
            RedisScripts.Acquire,
            category,
            rule,
            rule.Limit,
            Name(permit),
            Milliseconds(Grace),
            Milliseconds(YieldDelay),
            Milliseconds(rule.Window) / 8,
            Milliseconds(rule.Window) / 10).ConfigureAwait(false);
        var retryAfter = (long)reply[2] < 0 ? Timeout.InfiniteTimeSpan : Span(reply[2]);
        return ((int)reply[1] == 1 ? RateLimitAttempt.Granted(permit) : RateLimitAttempt.Denied(retryAfter, Span(reply[3])), (int)reply[4], (int)reply[5]);
    }

    public Task ReleaseAsync(RateCategory category, RateLimitRule rule, long permit, bool isUnused) =>
        EvaluateAsync(RedisScripts.Release, category, rule, Name(permit), isUnused ? 1 : 0);

    public Task BlockAsync(RateCategory category, RateLimitRule rule, TimeSpan duration) =>
        EvaluateAsync(RedisScripts.Block, category, rule, Milliseconds(duration));

    public async Task<RateLimitState> ReadAsync(RateCategory category, RateLimitRule rule)
    {
        var reply = await EvaluateAsync(RedisScripts.Read, category, rule, rule.Limit).ConfigureAwait(false);
        var (used, own) = ((int)reply[1], (int)reply[2]);
        return new(used, (long)reply[3] < 0 ? rule.ReleaseDelay : Span(reply[3]), used - own);
    }

    /// <summary>Shows that the member is there, and returns how many there are.</summary>
    public async Task<int> ShowAsync(RateLimitRule rule) => (int)(await EvaluateAsync(RedisScripts.Show, RateCategory.Unlimited, rule).ConfigureAwait(false))[1];

    /// <summary>Tells a server that was away what the member holds of a category.</summary>
    public Task RestoreAsync(OwnCount own, TimeProvider time)
    {
        var now = time.GetTimestamp();
        long Until(long moment) => moment <= now ? 0 : Milliseconds(time.GetElapsedTime(now, moment));
        RedisValue[] arguments = [Until(own.BlockedUntil), .. own.Permits(now).SelectMany(permit => new RedisValue[] { Name(permit.Number), permit.FreeAt is { } freeAt ? Until(freeAt) : -1 })];

        // Whatever the server knows of others is not lost with what it did not know of this member.
        return EvaluateAsync(RedisScripts.Restore, own.Category, own.Rule, known: null, arguments);
    }

    public void Dispose() => connection.Dispose();

    private static long Milliseconds(TimeSpan span) => (long)Math.Ceiling(span.TotalMilliseconds);

    private static TimeSpan Span(RedisResult milliseconds) => TimeSpan.FromMilliseconds((long)milliseconds);

    private string Name(long permit) => FormattableString.Invariant($"{_member}:{permit}");

    private Task<RedisResult[]> EvaluateAsync(string script, RateCategory category, RateLimitRule rule, params RedisValue[] arguments) =>
        EvaluateAsync(script, category, rule, _life, arguments);

    private async Task<RedisResult[]> EvaluateAsync(string script, RateCategory category, RateLimitRule rule, string? known, RedisValue[] arguments)
    {
        try
        {
            var database = await connection.ConnectAsync().ConfigureAwait(false);

            // In braces is what decides about the node of a cluster: all keys of an API key are on one.
            var prefix = $"memic:{{{keyHash}}}:";
            var name = prefix + category.ToString().ToLowerInvariant();
            var reply = (RedisResult[])(await database.ScriptEvaluateAsync(
                script,
                [name + ":inflight", name + ":window", name + ":block", name + ":waiting", prefix + "members", prefix + "life"],
                [_member, known ?? string.Empty, Milliseconds(Offset), Milliseconds(Silence(rule)), Milliseconds(rule.ReleaseDelay), .. arguments]).ConfigureAwait(false))!;
            var life = (string)reply[0]!;
            if (known is not null && known != life)
            {
                throw new CountLostException();
            }

            _life = life;
            return reply;
        }
        catch (Exception e) when (IsFailure(e) && _life is null)
        {
            throw new MemicException(MemicErrorCodes.RateLimitStoreUnavailable, Messages.StoreUnavailable(connection.Host, connection.Explain(e)));
        }
    }
}
