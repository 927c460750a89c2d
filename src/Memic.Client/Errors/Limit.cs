namespace Memic;

/// <summary>Checks documented limits before anything is sent.</summary>
internal static class Limit
{
    /// <exception cref="MemicException"><c>invalid_input</c>.</exception>
    public static void Check(bool holds, string name, string limits)
    {
        if (!holds)
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, Texts.OutOfRange(name, limits));
        }
    }

    /// <summary>An empty list is a mistake of the caller's, who would get everything where nothing was meant.</summary>
    /// <exception cref="MemicException"><c>invalid_input</c>.</exception>
    public static void CheckFilter<T>(IReadOnlyList<T>? values, string name) => Check(values is null or { Count: > 0 }, "The list of " + name, "absent or not empty");
}
