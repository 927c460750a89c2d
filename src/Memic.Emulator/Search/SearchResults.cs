namespace Memic.Emulator;

/// <summary>Both sides are always there; the one that the route did not use is null.</summary>
internal sealed record SearchResults(IReadOnlyList<object>? Semantic, FileTable? Structured);
