namespace Memic;

/// <summary>Puts an id or a name into the path of a URI, so that it cannot become another path.</summary>
internal static class UriPath
{
    /// <summary>The longest id or name; no service has such, and a URI has an end.</summary>
    public const int MaximumLength = 1000;

    /// <exception cref="MemicException"><c>invalid_input</c>: empty, too long, or a name that means a folder in every URI.</exception>
    public static string Escape(string value, string name)
    {
        Validate.That(!string.IsNullOrWhiteSpace(value) && value is not ("." or ".."), name, "neither empty nor a dot or two");
        Validate.That(value.Length <= MaximumLength, name, "at most 1000 characters long");
        try
        {
            return Uri.EscapeDataString(value);
        }
        catch (UriFormatException)
        {
            // Half of a surrogate pair has no UTF-8 form.
            throw new MemicException(MemicErrorCodes.InvalidInput, Messages.OutOfRange(name, "valid Unicode text"));
        }
    }
}
