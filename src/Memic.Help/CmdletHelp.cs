namespace Memic.Help;

/// <summary>The help of one cmdlet.</summary>
internal sealed record CmdletHelp(string Verb, string Noun, string Synopsis, IReadOnlyList<string> Description)
{
    public string Name => $"{Verb}-{Noun}";

    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    /// <summary>Gets the names of the parameter sets, with the default one first.</summary>
    public required IReadOnlyList<string> Sets { get; init; }

    /// <summary>Gets the types that the pipeline can hand over, each with its parameter.</summary>
    public IEnumerable<string> Inputs => Parameters
        .Where(parameter => parameter.Bindings.Any(binding => binding.FromPipeline || binding.FromPropertyName))
        .Select(parameter => $"{parameter.TypeName} (-{parameter.Name}{(parameter.Bindings.Any(binding => binding.FromPipeline) ? "" : ", by property name")})")
        .DefaultIfEmpty("None");

    public required IReadOnlyList<OutputHelp> Outputs { get; init; }

    public required IReadOnlyList<ExampleHelp> Examples { get; init; }

    public IReadOnlyList<string> Links { get; init; } = [];
}

/// <summary>What a cmdlet emits: the type, and the names of its properties.</summary>
internal sealed record OutputHelp(string TypeName, IReadOnlyList<string> Properties)
{
    /// <summary>Gets a sentence with the properties; empty for a type that is not the module's own.</summary>
    public string Description => Properties.Count == 0 ? "" : $"Properties: {string.Join(", ", Properties)}.";
}

/// <summary>An example: the code, and what it does.</summary>
internal sealed record ExampleHelp(string Code, string Remarks);
