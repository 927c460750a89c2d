namespace Memic.Emulator;

internal sealed record SeededFile(Guid Id);
