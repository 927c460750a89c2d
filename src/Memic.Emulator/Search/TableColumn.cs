namespace Memic.Emulator;

internal sealed record TableColumn(string Name, string Type, string? Description);
