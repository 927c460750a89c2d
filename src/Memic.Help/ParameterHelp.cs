namespace Memic.Help;

/// <summary>The help of one parameter.</summary>
internal sealed record ParameterHelp(string Name, string TypeName, IReadOnlyList<string> Description)
{
    /// <summary>The name that stands for all parameter sets.</summary>
    public const string AllSets = "__AllParameterSets";

    public required IReadOnlyList<ParameterBinding> Bindings { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Gets the accepted values, if they are an enumeration or a validated set.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public string DefaultValue { get; init; } = "None";

    public bool SupportsWildcards { get; init; }

    public bool IsSwitch => TypeName == "SwitchParameter";

    public bool IsList => TypeName.EndsWith("[]", StringComparison.Ordinal);

    /// <summary>Gets the binding in a parameter set, or <see langword="null"/> if the parameter does not belong to it.</summary>
    public ParameterBinding? GetBinding(string set) => Bindings.FirstOrDefault(binding => binding.Set == set || binding.Set == AllSets);
}

/// <summary>The binding of a parameter in one parameter set.</summary>
internal sealed record ParameterBinding(string Set, bool IsMandatory, int? Position, bool FromPipeline, bool FromPropertyName)
{
    public string PositionText => Position?.ToString() ?? "named";

    public string PipelineText => (FromPipeline, FromPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
