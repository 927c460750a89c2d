namespace Memic;

/// <summary>
/// Completes JSON that was cut short, so that what came before the cut can be read: closes what is open, and drops half of
/// an escape or of a number.
/// </summary>
internal static class CutJson
{
    /// <summary>Returns the text with its end; the same text if it has one.</summary>
    /// <param name="json">The text.</param>
    /// <param name="wholeLength">How much of the result came; a value that ends beyond it was cut.</param>
    public static string Complete(string json, out int wholeLength)
    {
        var open = new Stack<char>();
        var (isInString, isEscaped, isKey, isAfterColon) = (false, false, false, false);
        foreach (var c in json)
        {
            if (isInString)
            {
                (isInString, isEscaped) = (isEscaped || c != '"', !isEscaped && c == '\\');
                continue;
            }

            switch (c)
            {
                case '"':
                    isInString = true;
                    isKey = open.Count > 0 && open.Peek() == '}' && !isAfterColon;
                    break;
                case ':': isAfterColon = true; break;
                case ',': isAfterColon = false; break;
                case '{' or '[':
                    open.Push(c == '{' ? '}' : ']');
                    isAfterColon = false;
                    break;
                case '}' or ']':
                    // A value of the object around it has ended, as after a colon.
                    isAfterColon = true;
                    isKey = false;
                    if (open.Count > 0)
                    {
                        open.Pop();
                    }

                    break;
                default: break;
            }
        }

        if (!isInString && open.Count == 0)
        {
            wholeLength = json.Length;
            return json;
        }

        var (whole, end) = isInString ? (WithoutHalfEscape(json), isKey ? "\":null" : "\"") : Cut(json.TrimEnd(' ', '\t', '\r', '\n'), isKey);
        wholeLength = whole.Length;
        return whole + end + string.Concat(open);
    }

    private static (string Whole, string End) Cut(string text, bool isKey) => text[^1] switch
    {
        ':' => (text, "null"),
        '"' when isKey => (text, ":null"),
        ',' or '{' or '[' or '}' or ']' or '"' => (text, string.Empty),
        // Half of a number or of a word.
        _ => (text.TrimEnd([.. "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."]), "null"),
    };

    /// <summary>An escape has two characters, or six where it is a number; an even count of backslashes is none.</summary>
    private static string WithoutHalfEscape(string text)
    {
        var slash = text.LastIndexOf('\\');
        var isCut = slash >= 0 && (slash == text.Length - 1 || (text[slash + 1] == 'u' && text.Length - slash < 6));
        var isEscape = isCut && (slash - text[..slash].TrimEnd('\\').Length) % 2 == 0;
        return isEscape ? text[..slash] : text;
    }
}
