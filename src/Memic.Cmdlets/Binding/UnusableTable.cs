using System.Collections;

namespace Memic.Cmdlets;

/// <summary>Stands for an input that is no table of values, until the cmdlet raises it for that input.</summary>
internal sealed class UnusableTable(string reason) : Hashtable
{
    /// <exception cref="MemicException"><c>invalid_input</c>: the table stands for an input that is none.</exception>
    public static void ThrowIfUnusable(IDictionary? table)
    {
        if (table is UnusableTable unusable)
        {
            throw unusable.Error;
        }
    }

    private MemicException Error { get; } = new(MemicErrorCodes.InvalidInput, reason);
}
