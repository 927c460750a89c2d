namespace Memic.Emulator;

internal sealed record ShapeError(string Type, IReadOnlyList<string> Loc, string Msg);
