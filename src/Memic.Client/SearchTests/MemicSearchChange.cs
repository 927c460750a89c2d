using System.Globalization;

namespace Memic;

/// <summary>A question whose result differs between two runs.</summary>
public sealed class MemicSearchChange
{
    internal MemicSearchChange(MemicSearchChangeKind change, MemicSearchTest? reference, MemicSearchTest? current)
    {
        Change = change;
        Query = (current ?? reference)!.Query;
        (ReferenceRank, Rank) = (reference?.Rank, current?.Rank);
        (ReferenceMissing, Missing) = (reference?.Missing ?? MemicStringList.None, current?.Missing ?? MemicStringList.None);
        TopHit = current?.TopHit;
    }

    /// <summary>Gets what became of the question.</summary>
    public MemicSearchChangeKind Change { get; }

    /// <summary>Gets the question.</summary>
    public string Query { get; }

    /// <summary>Gets the rank of the first expected file in the earlier run; <see langword="null"/> if none was found.</summary>
    public int? ReferenceRank { get; }

    /// <summary>Gets the rank of the first expected file in the newer run; <see langword="null"/> if none was found.</summary>
    public int? Rank { get; }

    /// <summary>Gets what was not found in the earlier run.</summary>
    public MemicStringList ReferenceMissing { get; }

    /// <summary>Gets what was not found in the newer run.</summary>
    public MemicStringList Missing { get; }

    /// <summary>Gets the file that came first in the newer run.</summary>
    public string? TopHit { get; }

    /// <summary>Returns the question with both ranks.</summary>
    public override string ToString() => DisplayText.Clean($"{Query} ({Describe(ReferenceRank)} -> {Describe(Rank)})");

    private static string Describe(int? rank) => rank?.ToString(CultureInfo.InvariantCulture) ?? "none";
}
