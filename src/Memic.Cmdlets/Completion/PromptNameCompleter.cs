using System.Collections;

namespace Memic.Cmdlets;

/// <summary>Completes names of prompts met lately.</summary>
public sealed class PromptNameCompleter : SeenCompleter
{
    private protected override IEnumerable<(string Value, string Label)> Known(IDictionary boundParameters) =>
        Connection(boundParameters).GetSeenPrompts().Select(name => (name, name));
}
