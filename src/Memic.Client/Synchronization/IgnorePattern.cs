using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Memic;

/// <summary>Translates a pattern of <c>.gitignore</c> into a regular expression.</summary>
internal static class IgnorePattern
{
    private const string AnyLetter = "A-Za-z";

    private static readonly Dictionary<string, string> Classes = new(StringComparer.Ordinal)
    {
        ["alpha"] = AnyLetter,
        ["digit"] = "0-9",
        ["alnum"] = AnyLetter + "0-9",
        ["upper"] = "A-Z",
        ["lower"] = "a-z",
        ["xdigit"] = "0-9A-Fa-f",
        ["blank"] = " \\t",
        ["space"] = " \\t\\n\\v\\f\\r",
        ["cntrl"] = "\\u0000-\\u001f\\u007f",
        ["graph"] = "!-~",
        ["print"] = " -~",
        ["punct"] = "!-/:-@\\[-`{-~",
    };

    /// <summary>The regular expression; <see langword="null"/> for a pattern that git lets match nothing.</summary>
    public static string? TryTranslate(string pattern)
    {
        var text = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*':
                    i = AppendStars(text, pattern, i);
                    break;
                case '?':
                    text.Append("[^/]");
                    break;
                case '[':
                    i = AppendSet(text, pattern, i);
                    if (i < 0)
                    {
                        return null;
                    }

                    break;
                case '\\' when ++i == pattern.Length:
                    return null;
                default:
                    text.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }

        return text.Append("\\z").ToString();
    }

    /// <summary>Two stars that are a whole part of the path stand for any number of folders; elsewhere they are one star.</summary>
    private static int AppendStars(StringBuilder text, string pattern, int start)
    {
        var end = start;
        while (end < pattern.Length && pattern[end] == '*')
        {
            end++;
        }

        var isPart = end - start > 1 && (start == 0 || pattern[start - 1] == '/') && (end == pattern.Length || pattern[end] == '/');
        text.Append(!isPart ? "[^/]*" : end == pattern.Length ? ".*" : "(?:.*/)?");
        return isPart && end < pattern.Length ? end : end - 1;
    }

    /// <summary>Appends one of a set of characters; returns where the set ends, or a negative number if it does not.</summary>
    private static int AppendSet(StringBuilder text, string pattern, int start)
    {
        var i = start + 1;
        var isNegated = i < pattern.Length && pattern[i] is '!' or '^';
        var first = isNegated ? ++i : i;
        var members = new StringBuilder();
        for (; i < pattern.Length && (pattern[i] != ']' || i == first); i++)
        {
            if (pattern[i] == '[' && i + 1 < pattern.Length && pattern[i + 1] == ':' && pattern.IndexOf(']', i + 2) is > 0 and var close && pattern[close - 1] == ':' && close > i + 2)
            {
                if (!Classes.TryGetValue(pattern.Substring(i + 2, close - i - 3), out var known))
                {
                    return -1;
                }

                members.Append(known);
                i = close;
                continue;
            }

            var low = CharacterAt(pattern, ref i);
            var high = low;
            if (i + 2 < pattern.Length && pattern[i + 1] == '-' && pattern[i + 2] != ']')
            {
                i += 2;
                high = CharacterAt(pattern, ref i);
            }

            // Of a range that runs backwards, git keeps its first character.
            members.Append(low <= high ? $"{Escape(low)}-{Escape(high)}" : Escape(low));
        }

        text.Append(isNegated ? "(?!/)[^" : "(?!/)[").Append(members).Append(']');
        return i < pattern.Length ? i : -1;
    }

    private static char CharacterAt(string pattern, ref int index) => pattern[index] == '\\' && index + 1 < pattern.Length ? pattern[++index] : pattern[index];

    private static string Escape(char c) => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture);
}
