using System.Collections;

namespace Memic.Cmdlets;

/// <summary>Completes error codes.</summary>
public sealed class ErrorCodeCompleter : SeenCompleter
{
    private protected override IEnumerable<(string Value, string Label)> Known(IDictionary boundParameters) =>
        MemicErrorCodes.All.Select(row => (row.Code, row.Code));
}
