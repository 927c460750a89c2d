namespace Memic;

/// <summary>Puts an id or a name into a path, so that it cannot become another path.</summary>
internal static class PathSegment
{
    /// <exception cref="MemicException"><c>invalid_input</c>: empty, or a name that means a folder in every URL.</exception>
    public static string Of(string value, string name) => string.IsNullOrWhiteSpace(value) || value is "." or ".."
        ? throw new MemicException(MemicErrorCodes.InvalidInput, Texts.OutOfRange(name, "neither empty nor a dot or two"))
        : Uri.EscapeDataString(value);
}
