using System.Collections;
using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Completes names of files met lately.</summary>
public sealed class FileNameCompleter : SeenCompleter
{
    private protected override IEnumerable<(string Value, string Label)> Known(IDictionary boundParameters) =>
        Connection(boundParameters).GetSeenFiles().Select(file => file.Name).Distinct(StringComparer.OrdinalIgnoreCase).Select(name => (WildcardPattern.Escape(name), name));
}
