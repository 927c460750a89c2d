namespace Memic.Help;

/// <summary>All that is told of one cmdlet.</summary>
internal sealed record CmdletHelp(string Verb, string Noun, string Synopsis, IReadOnlyList<string> Description)
{
    public string Name => $"{Verb}-{Noun}";

    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    /// <summary>The names of the parameter sets, the default one first.</summary>
    public required IReadOnlyList<string> Sets { get; init; }

    public required IReadOnlyList<string> Outputs { get; init; }

    public required IReadOnlyList<ExampleHelp> Examples { get; init; }

    public IReadOnlyList<string> Links { get; init; } = [];
}
