using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Gets the live version of a prompt, or its text with values filled in.</summary>
/// <remarks>
/// Placeholders are written {{ name }}. They are replaced in one pass, by case-sensitive names; values that the prompt does not use are ignored.
/// Errors: prompt_not_found, prompt_variable_missing (naming every variable without a value), and errors of the network or the service.
/// </remarks>
/// <example><code>Get-MemicPrompt summarizer</code><para>Gets the prompt, with its body, variables and version.</para></example>
/// <example><code>Get-MemicPrompt summarizer -Variable @{ topic = 'Q3'; lang = 'en' }</code><para>Gets the text with its values.</para></example>
[Cmdlet(VerbsCommon.Get, "MemicPrompt")]
[OutputType(typeof(MemicPrompt), typeof(string))]
public sealed class GetMemicPromptCommand : OrderedCallCmdlet
{
    /// <summary>Specifies the name of the prompt, unique in the key's environment.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(PromptNameCompleter))]
    [TextListInput("Name", IsRequired = true)]
    public string[] Name { get; set; } = [];

    /// <summary>Specifies values by name. The text with the values is then emitted, as a string.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [TableInput("Variable")]
    public IDictionary? Variable { get; set; }

    /// <summary>Leaves placeholders without a value as they are, instead of writing an error.</summary>
    [Parameter]
    public SwitchParameter AllowMissing { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name.Where(name => IsUsable(name, Variable, name)))
        {
            if (!TryCheck(name, Values, out var values))
            {
                continue;
            }

            RunInOrder<object>(
                name,
                async token =>
                {
                    var prompt = await Client.Prompts.GetAsync(name, token).ConfigureAwait(false);
                    return values is null ? prompt : prompt.Render(values, AllowMissing);
                },
                WriteObject);
        }
    }

    /// <summary>The values as PowerShell writes them; null where the prompt itself is wanted.</summary>
    private Dictionary<string, string>? Values()
    {
        if (Variable is null && !AllowMissing)
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry pair in Variable ?? new Hashtable())
        {
            var name = pair.Key.ToString() ?? string.Empty;
            values[name] = pair.Value is IDictionary or System.Xml.XmlNode
                ? throw new MemicException(MemicErrorCodes.InvalidInput, $"The value of '{name}' must be text, not {InputText.Describe(pair.Value)}.")
                : (string)LanguagePrimitives.ConvertTo(pair.Value, typeof(string), CultureInfo.InvariantCulture) ?? string.Empty;
        }

        return values;
    }
}
