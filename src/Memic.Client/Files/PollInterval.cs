namespace Memic;

/// <summary>How long to wait between two polls: 2 seconds while files move, up to 15 while nothing does.</summary>
internal sealed class PollInterval
{
    static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    public TimeSpan Next { get; private set; } = Shortest;

    public void Adapt(bool moved)
    {
        var longer = TimeSpan.FromTicks(Next.Ticks * 3 / 2);
        Next = moved ? Shortest : longer < Longest ? longer : Longest;
    }
}
