namespace Memic;

/// <summary>What changed between two runs of search tests.</summary>
public sealed class MemicSearchComparison
{
    private MemicSearchComparison(IReadOnlyList<MemicSearchChange> changes, int unchanged, MemicSearchSummary reference, MemicSearchSummary current)
    {
        (Unchanged, ReferenceSummary, Summary) = (unchanged, reference, current);
        Lost = Of(changes, MemicSearchChangeKind.Lost);
        Won = Of(changes, MemicSearchChangeKind.Won);
        Moved = Of(changes, MemicSearchChangeKind.Moved);
        Added = Of(changes, MemicSearchChangeKind.Added);
        Removed = Of(changes, MemicSearchChangeKind.Removed);
    }

    /// <summary>Gets the questions that passed, and fail now.</summary>
    public IReadOnlyList<MemicSearchChange> Lost { get; }

    /// <summary>Gets the questions that failed, and pass now.</summary>
    public IReadOnlyList<MemicSearchChange> Won { get; }

    /// <summary>Gets the questions that pass or fail as before, but whose first expected file has another rank, or that miss something else.</summary>
    public IReadOnlyList<MemicSearchChange> Moved { get; }

    /// <summary>Gets the questions that only the newer run has.</summary>
    public IReadOnlyList<MemicSearchChange> Added { get; }

    /// <summary>Gets the questions that only the earlier run has.</summary>
    public IReadOnlyList<MemicSearchChange> Removed { get; }

    /// <summary>Gets the number of questions whose result is the same.</summary>
    public int Unchanged { get; }

    /// <summary>Gets the recall of the newer run less that of the earlier one; <see langword="null"/> if one of them is not known.</summary>
    public double? RecallDifference => Summary.Recall - ReferenceSummary.Recall;

    /// <summary>Gets the difference of the mean reciprocal ranks.</summary>
    public double? MeanReciprocalRankDifference => Summary.MeanReciprocalRank - ReferenceSummary.MeanReciprocalRank;

    /// <summary>Gets the difference of the normalized discounted cumulative gains.</summary>
    public double? NdcgDifference => Summary.Ndcg - ReferenceSummary.Ndcg;

    /// <summary>Gets the difference of the median search times in milliseconds.</summary>
    public double? MedianSearchTimeMsDifference => Summary.MedianSearchTimeMs - ReferenceSummary.MedianSearchTimeMs;

    /// <summary>Gets the summary of the earlier run.</summary>
    public MemicSearchSummary ReferenceSummary { get; }

    /// <summary>Gets the summary of the newer run.</summary>
    public MemicSearchSummary Summary { get; }

    /// <summary>Compares two runs. Questions are matched by their text and by what they expect, else by their text alone, and repeated ones in their order.</summary>
    /// <param name="reference">The results of the earlier run.</param>
    /// <param name="current">The results of the newer run.</param>
    public static MemicSearchComparison Compare(IReadOnlyCollection<MemicSearchTest> reference, IReadOnlyCollection<MemicSearchTest> current)
    {
        var (pairs, added, removed) = SearchTestPairs.Match(reference, current);
        var changes = pairs.Select(pair => (Kind: KindOf(pair.Reference, pair.Current), pair)).ToArray();
        return new(
            [
                .. changes.Where(change => change.Kind is not null).Select(change => new MemicSearchChange(change.Kind!.Value, change.pair.Reference, change.pair.Current)),
                .. added.Select(test => new MemicSearchChange(MemicSearchChangeKind.Added, null, test)),
                .. removed.Select(test => new MemicSearchChange(MemicSearchChangeKind.Removed, test, null)),
            ],
            changes.Count(change => change.Kind is null),
            MemicSearchSummary.From(reference, errors: 0, top: null),
            MemicSearchSummary.From(current, errors: 0, top: null));
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Lost.Count} lost, {Won.Count} won, {Moved.Count} moved, {Unchanged} unchanged");

    private static MemicSearchChangeKind? KindOf(MemicSearchTest reference, MemicSearchTest current) => (reference.Passed, current.Passed) switch
    {
        (true, false) => MemicSearchChangeKind.Lost,
        (false, true) => MemicSearchChangeKind.Won,
        _ => reference.Rank == current.Rank && reference.Missing.OrderBy(text => text, StringComparer.Ordinal).SequenceEqual(current.Missing.OrderBy(text => text, StringComparer.Ordinal))
            ? null
            : MemicSearchChangeKind.Moved,
    };

    private static MemicSearchChange[] Of(IReadOnlyList<MemicSearchChange> changes, MemicSearchChangeKind kind) => changes.Where(change => change.Change == kind).ToArray();
}
