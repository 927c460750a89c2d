using System.Collections;

namespace Memic.Cmdlets;

/// <summary>Completes ids of files met lately, by their ids or their names.</summary>
public sealed class FileIdCompleter : SeenCompleter
{
    private protected override IEnumerable<(string Value, string Label)> Known(IDictionary boundParameters) =>
        Connection(boundParameters).GetSeenFiles();
}
