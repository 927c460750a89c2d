namespace Memic.Emulator;

/// <summary>What reading a file gave: pieces of text, or a reason why there are none.</summary>
internal sealed record FileText(IReadOnlyList<Chunk> Chunks, string? Failure = null);
