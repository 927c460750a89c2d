using System.Text;

namespace Memic;

/// <summary>
/// Makes text from elsewhere safe to show. Details, codes and names come from the service and from other people: they must
/// not be able to clear, retitle, recolour or forge lines in a console or a log.
/// </summary>
public static class DisplayText
{
    // U+2400 and following are the visible pictures of the controls from U+0000.
    private const char ControlPictures = '\u2400';
    private const char DeletePicture = '\u2421';
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// Returns the text on one line, without any character that drives a terminal: controls and bidirectional controls
    /// become visible marks, and line breaks and tabs become spaces. Letters of every language stay.
    /// </summary>
    /// <param name="text">The text; <see langword="null"/> becomes an empty string.</param>
    public static string Clean(string? text) => Clean(text, keepLines: false);

    /// <summary>Returns the text without any character that drives a terminal; line breaks and tabs stay.</summary>
    /// <param name="text">The text; <see langword="null"/> becomes an empty string.</param>
    public static string CleanLines(string? text) => Clean(text, keepLines: true);

    private static string Clean(string? text, bool keepLines)
    {
        if (text is null || !text.Any(IsUnsafe))
        {
            return text ?? string.Empty;
        }

        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                // The line feed that follows stands for both.
                continue;
            }

            clean.Append(
                c is '\n' or '\t' && keepLines ? c
                : c == '\r' && keepLines ? '\n'
                : c is '\n' or '\r' or '\t' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029' ? ' '
                : c < ' ' ? (char)(ControlPictures + c)
                : c == '\u007F' ? DeletePicture
                : IsUnsafe(c) ? Replacement
                : c);
        }

        return clean.ToString();
    }

    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
