namespace Memic;

/// <summary>The time between two looks: a quarter of a second at first, then growing to 2 seconds while files move and to 15 while none does.</summary>
internal sealed class PollDelay
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    public TimeSpan Next { get; private set; } = First;

    /// <summary>A file was added: the first look at it comes soon.</summary>
    public void Reset() => Next = First;

    public void Adapt(bool hasMoved)
    {
        var longer = TimeSpan.FromTicks(Next < Shortest ? Next.Ticks * 2 : Next.Ticks * 3 / 2);
        Next = hasMoved && Next >= Shortest ? Shortest : longer < Longest ? longer : Longest;
    }
}
