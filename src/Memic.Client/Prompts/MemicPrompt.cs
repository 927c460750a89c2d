namespace Memic;

/// <summary>The live version of a prompt.</summary>
public sealed record MemicPrompt
{
    /// <summary>Gets the name, unique in its environment.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the text, with <c>{{ name }}</c> where values belong.</summary>
    public required string Body { get; init; }

    /// <summary>Gets the variables, as the service lists them.</summary>
    public MemicStringList Variables { get; init; } = MemicStringList.None;

    /// <summary>Gets the number of the version that is live.</summary>
    public long? VersionNumber { get; init; }

    /// <summary>Gets the time of the last change (UTC).</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <summary>Renders the prompt with values.</summary>
    /// <param name="values">Values by name; names are case-sensitive, values that the text does not use are ignored.</param>
    /// <param name="allowMissing">Leaves a variable without a value as it stands, instead of an error.</param>
    /// <exception cref="MemicException"><c>prompt_variable_missing</c>, naming every variable that has no value.</exception>
    public string Render(IReadOnlyDictionary<string, string> values, bool allowMissing = false)
    {
        var template = new PromptTemplate(Body);
        var missing = template.Variables.Where(name => !values.ContainsKey(name)).ToArray();
        return missing.Length == 0 || allowMissing
            ? template.Fill(values)
            : throw new MemicException(MemicErrorCodes.PromptVariableMissing, Messages.VariablesMissing(Name, missing));
    }

    /// <inheritdoc/>
    public override string ToString() => DisplayText.Clean(Name);
}
