namespace Memic.Help;

/// <summary>One example: what is typed, and what it does.</summary>
internal sealed record ExampleHelp(string Code, string Remarks);
