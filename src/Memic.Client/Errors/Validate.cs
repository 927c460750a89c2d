namespace Memic;

/// <summary>Validates input against documented limits before anything is sent.</summary>
internal static class Validate
{
    /// <exception cref="MemicException"><c>invalid_input</c>.</exception>
    public static void That(bool isValid, string name, string limits)
    {
        if (!isValid)
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, Messages.OutOfRange(name, limits));
        }
    }

    /// <summary>A time below zero would end every wait at once, or never.</summary>
    /// <exception cref="MemicException"><c>invalid_input</c>.</exception>
    public static void NotNegative(TimeSpan value, string name) => That(value >= TimeSpan.Zero, name, "0 or more");

    /// <summary>An empty list is a mistake of the caller's, who would get everything where nothing was meant.</summary>
    /// <exception cref="MemicException"><c>invalid_input</c>.</exception>
    public static void NotEmpty<T>(IReadOnlyList<T>? values, string name) => That(values is null or { Count: > 0 }, "The list of " + name, "absent or not empty");
}
