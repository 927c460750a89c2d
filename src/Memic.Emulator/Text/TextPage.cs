namespace Memic.Emulator;

/// <summary>A page of a document, numbered where the document has pages.</summary>
internal sealed record TextPage(int? Number, string Text);
