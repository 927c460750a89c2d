using System.Collections;

namespace Memic.Cmdlets;

/// <summary>Completes the words that the service has for where a file stands.</summary>
public sealed class StatusCompleter : SeenCompleter
{
    static readonly string[] Patterns = ["ready", "*failed"];

    private protected override IEnumerable<(string Value, string Label)> Known(IDictionary boundParameters) =>
        Patterns.Concat(MemicFile.KnownStatuses).Distinct(StringComparer.Ordinal).Select(status => (status, status));
}
