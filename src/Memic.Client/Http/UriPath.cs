namespace Memic;

/// <summary>Puts an id or a name into the path of a URI, so that it cannot become another path.</summary>
internal static class UriPath
{
    /// <exception cref="MemicException"><c>invalid_input</c>: empty, or a name that means a folder in every URI.</exception>
    public static string Escape(string value, string name)
    {
        Validate.That(!string.IsNullOrWhiteSpace(value) && value is not ("." or ".."), name, "neither empty nor a dot or two");
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
