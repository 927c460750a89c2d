namespace Memic.Help;

/// <summary>All that is told of one parameter.</summary>
internal sealed record ParameterHelp(string Name, string TypeName, IReadOnlyList<string> Description)
{
    /// <summary>The name of the set that stands for every set.</summary>
    public const string AllSets = "__AllParameterSets";

    public required IReadOnlyList<ParameterBinding> Bindings { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The values that it takes, where they are few and known.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public string DefaultValue { get; init; } = "None";

    public bool SupportsWildcards { get; init; }

    public bool IsSwitch => TypeName == "SwitchParameter";

    public bool IsList => TypeName.EndsWith("[]", StringComparison.Ordinal);

    /// <summary>How it binds in a set; null where it does not belong to the set.</summary>
    public ParameterBinding? In(string set) => Bindings.FirstOrDefault(binding => binding.Set == set || binding.Set == AllSets);
}
