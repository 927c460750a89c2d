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
}
