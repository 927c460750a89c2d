namespace Memic;

/// <summary>
/// The permits of one key as 64-bit words that several processes share. A permit is a slot: as there are no more slots than
/// the limit, and a slot is taken in one atomic step, the limit holds without a lock, and whoever dies at any moment leaves
/// nothing half done. Times are tenths of a millisecond since the system started.
/// </summary>
/// <remarks>A slot holds the time from which on it is free (or that its request is in flight) and the tag of its owner.</remarks>
internal readonly ref struct PermitTable(Span<long> words)
{
    public const int Length = HeaderLength + (Members * MemberLength) + Slots;

    /// <summary>How many tenths of a millisecond the longest window has.</summary>
    public const long MaximumWindow = 24 * 3600 * 10_000L;

    /// <summary>The word that tells one table from the next in the same place.</summary>
    public const int IdIndex = 3;

    /// <summary>How many categories there are.</summary>
    public const int Categories = 7;

    private const int Members = 128;
    private const int HeaderLength = 32;
    private const int MemberLength = 8;
    private const int Slots = 5120;

    // "MEMICRL" and the version of the layout.
    private const long Magic = 0x014C_5243_494D_454D;
    private const int MagicIndex = 0;
    private const int BootIndex = 1;
    private const int SeenIndex = 2;
    private const int BlockedIndex = 8;
    private const int AwaitedIndex = 16;
    private const int HighestIndex = 24;
    private const int GenerationIndex = 1;
    private const int WaitingIndex = 1;

    // How far apart the clocks of two processors may be; here a second.
    private const long Tolerance = 10_000;

    private const int TagBits = 16;
    private const int MemberBits = 7;
    private const long GenerationMask = (1 << (TagBits - MemberBits)) - 1;
    private const long InFlight = (1L << 48) - 1;

    // Several times what the service grants; a file is some 50 KB. By category, as an index into the slots.
    private static readonly int[] FirstSlots = [0, 0, 512, 1536, 2048, 2560, 3072, Slots];

    private readonly Span<long> _words = words;

    /// <summary>The highest limit that fits.</summary>
    public static int MaximumLimit(RateCategory category) => FirstSlots[(int)category + 1] - FirstSlots[(int)category];

    /// <summary>
    /// Whether the words are such a table, of this start of the system. Not every system tells its starts apart, but time that
    /// goes backwards is one, too. It is read last: meanwhile others work on the table.
    /// </summary>
    public bool IsValid(long boot, Func<long> now) =>
        Volatile.Read(ref _words[MagicIndex]) == Magic && _words[BootIndex] == boot && Volatile.Read(ref _words[SeenIndex]) is var seen && seen <= now() + Tolerance;

    /// <summary>Makes the words an empty table.</summary>
    public void Reset(long boot, long id)
    {
        Volatile.Write(ref _words[MagicIndex], 0);
        _words.Clear();
        (_words[BootIndex], _words[IdIndex]) = (boot, id);
        Volatile.Write(ref _words[MagicIndex], Magic);
    }

    /// <summary>Gives a process its place among those who share the table; <see langword="null"/> if there are too many.</summary>
    public int? Join(long identity, long now)
    {
        for (var index = 0; index < Members; index++)
        {
            ref var holder = ref Member(index)[0];
            var former = Volatile.Read(ref holder);
            if ((former == 0 || !ProcessIdentity.IsAlive(former)) && Interlocked.CompareExchange(ref holder, identity, former) == former)
            {
                // With the next generation, what the former holder left in flight counts as that of a dead process.
                var generation = (Member(index)[GenerationIndex] + 1) & GenerationMask;
                Member(index)[(WaitingIndex + 1)..].Clear();
                Volatile.Write(ref Member(index)[GenerationIndex], generation);
                See(now);
                return (int)(generation << MemberBits) | index;
            }
        }

        return null;
    }

    /// <summary>Whether the process still has its place: a damaged table may have been replaced.</summary>
    public bool IsMember(long identity, int tag) =>
        Volatile.Read(ref _words[MagicIndex]) == Magic && Volatile.Read(ref Member(IndexOf(tag))[0]) == identity && IsCurrent(tag);

    /// <summary>Keeps in mind until when the table was in use.</summary>
    public void See(long now)
    {
        if (now > Volatile.Read(ref _words[SeenIndex]))
        {
            Volatile.Write(ref _words[SeenIndex], now);
        }
    }

    public void Leave(long identity, int tag) => Interlocked.CompareExchange(ref Member(IndexOf(tag))[0], 0, identity);

    /// <summary>Takes a slot; <see langword="null"/> if there is none. Slots are taken in turn, so that the next one is likely to be free.</summary>
    public int? TryTake(RateCategory category, int limit, int tag, int first, long now)
    {
        // Who keeps to a lower limit than others counts what they took beyond it.
        var highest = RaiseTo(ref _words[HighestIndex + (int)category], limit);
        if (limit < highest && Used(category, now) >= limit)
        {
            return null;
        }

        var slots = SlotsOf(category)[..limit];
        for (var n = 0; n < limit; n++)
        {
            var index = (int)(((uint)first + (uint)n) % (uint)limit);
            var value = Volatile.Read(ref slots[index]);
            if (IsFree(value, now) && Interlocked.CompareExchange(ref slots[index], Compose(InFlight, tag), value) == value)
            {
                if (limit == highest || Used(category, now) <= limit)
                {
                    return index;
                }

                Volatile.Write(ref slots[index], 0);
                return null;
            }
        }

        return null;
    }

    /// <summary>Gives back a slot from the given time on. Where it is somebody else's by now, nothing happens.</summary>
    public void Release(RateCategory category, int slot, int tag, long freeAt) =>
        Interlocked.CompareExchange(ref SlotsOf(category)[slot], Compose(freeAt, tag), Compose(InFlight, tag));

    public void Block(RateCategory category, long until) => RaiseTo(ref _words[BlockedIndex + (int)category], until);

    public long BlockedUntil(RateCategory category, long now)
    {
        var until = Volatile.Read(ref _words[BlockedIndex + (int)category]);
        return until - now > 7 * MaximumWindow ? 0 : until;
    }

    public int Used(RateCategory category, long now)
    {
        var used = 0;
        foreach (ref var slot in Taken(category))
        {
            used += IsFree(Volatile.Read(ref slot), now) ? 0 : 1;
        }

        return used;
    }

    public int UsedByOthers(RateCategory category, int tag, long now)
    {
        var used = 0;
        foreach (ref var slot in Taken(category))
        {
            var value = Volatile.Read(ref slot);
            used += IsFree(value, now) || TagOf(value) == tag ? 0 : 1;
        }

        return used;
    }

    /// <summary>Lets the others know that this process wants a permit of the category.</summary>
    public void Await(RateCategory category, int tag, long until)
    {
        Volatile.Write(ref Member(IndexOf(tag))[WaitingIndex + (int)category], until);
        RaiseTo(ref _words[AwaitedIndex + (int)category], until);
    }

    public bool IsAwaiting(RateCategory category, int tag, long now) => Volatile.Read(ref Member(IndexOf(tag))[WaitingIndex + (int)category]) > now;

    /// <summary>
    /// Whether a process has to leave a free permit to others: it has its share of the limit, and one that has less than
    /// that waits.
    /// </summary>
    public bool MustYield(RateCategory category, int limit, int tag, long now)
    {
        if (Volatile.Read(ref _words[AwaitedIndex + (int)category]) <= now)
        {
            return false;
        }

        Span<int> used = stackalloc int[Members];
        used.Clear();
        foreach (ref var slot in Taken(category))
        {
            var value = Volatile.Read(ref slot);
            if (!IsFree(value, now) && IsCurrent(TagOf(value)))
            {
                used[IndexOf(TagOf(value))]++;
            }
        }

        var own = IndexOf(tag);
        var members = 0;
        var least = int.MaxValue;
        for (var index = 0; index < Members; index++)
        {
            var waits = IsAwaiting(category, index, now);
            members += waits || used[index] > 0 || index == own ? 1 : 0;
            least = waits && index != own ? Math.Min(least, used[index]) : least;
        }

        var share = Math.Max(1, limit / members);
        return used[own] >= share && least < share;
    }

    /// <summary>When so many slots beyond those that are free now will be; <see langword="null"/> if that depends on a request in flight.</summary>
    public long? FreeFrom(RateCategory category, int limit, int count, long now)
    {
        var times = new List<long>();
        var used = 0;
        foreach (ref var slot in Taken(category))
        {
            var value = Volatile.Read(ref slot);
            if (!IsFree(value, now))
            {
                used++;
                if (TimeOf(value) != InFlight)
                {
                    times.Add(TimeOf(value));
                }
            }
        }

        var missing = used - limit + count;
        times.Sort();
        return missing <= 0 ? now : missing <= times.Count ? times[missing - 1] : null;
    }

    /// <summary>Gives back, from the given time on, what dead processes hold; tells whether living ones have requests in flight.</summary>
    public bool ReleaseAbandoned(RateCategory category, int tag, long freeAt)
    {
        var others = false;
        Span<bool?> isAlive = new bool?[Members];
        foreach (ref var slot in Taken(category))
        {
            var value = Volatile.Read(ref slot);
            if (TimeOf(value) != InFlight || TagOf(value) == tag)
            {
                continue;
            }

            var index = IndexOf(TagOf(value));
            if (IsCurrent(TagOf(value)) && (isAlive[index] ??= ProcessIdentity.IsAlive(Volatile.Read(ref Member(index)[0]))))
            {
                others = true;
            }
            else
            {
                Interlocked.CompareExchange(ref slot, Compose(freeAt, TagOf(value)), value);
            }
        }

        return others;
    }

    private static bool IsFree(long value, long now) => TimeOf(value) is var time && (time <= now || (time != InFlight && time - now > 2 * MaximumWindow));

    private static long Compose(long time, int tag) => (time << TagBits) | (long)(uint)tag;

    private static long TimeOf(long value) => (long)((ulong)value >> TagBits);

    private static int TagOf(long value) => (int)(value & ((1 << TagBits) - 1));

    private static int IndexOf(int tag) => tag & (Members - 1);

    private static long RaiseTo(ref long word, long value)
    {
        while (true)
        {
            var current = Volatile.Read(ref word);
            if (current >= value || Interlocked.CompareExchange(ref word, value, current) == current)
            {
                return Math.Max(current, value);
            }
        }
    }

    private bool IsCurrent(int tag) =>
        Volatile.Read(ref Member(IndexOf(tag))[GenerationIndex]) == tag >> MemberBits && Volatile.Read(ref Member(IndexOf(tag))[0]) != 0;

    private Span<long> Member(int index) => _words.Slice(HeaderLength + (index * MemberLength), MemberLength);

    private Span<long> SlotsOf(RateCategory category) => _words.Slice(HeaderLength + (Members * MemberLength) + FirstSlots[(int)category], MaximumLimit(category));

    /// <summary>The slots that were ever in use.</summary>
    private Span<long> Taken(RateCategory category) =>
        SlotsOf(category)[..(int)Math.Min(MaximumLimit(category), Math.Max(0, Volatile.Read(ref _words[HighestIndex + (int)category])))];
}
