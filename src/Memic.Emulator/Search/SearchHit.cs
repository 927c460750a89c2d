namespace Memic.Emulator;

internal sealed record SearchHit(StoredFile File, Chunk Chunk, double Score);
