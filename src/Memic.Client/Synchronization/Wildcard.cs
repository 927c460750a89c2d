using System.Text;
using System.Text.RegularExpressions;

namespace Memic;

/// <summary>
/// A wildcard pattern as PowerShell has them: <c>*</c>, <c>?</c>, <c>[a-z]</c>, the backtick as escape. The client knows
/// nothing of PowerShell, and globbing libraries know neither ranges nor the backtick.
/// </summary>
internal sealed class Wildcard
{
    private readonly Regex _regex;

    /// <param name="pattern">The pattern.</param>
    /// <param name="isPath">Whether a path with folders matches part by part, as in a path of <c>Get-ChildItem</c>.</param>
    /// <param name="ignoreCase">Whether case does not matter.</param>
    /// <exception cref="MemicException"><c>invalid_input</c>.</exception>
    public Wildcard(string pattern, bool isPath = true, bool ignoreCase = true)
    {
        var any = isPath ? "[^/]" : ".";
        var text = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*': text.Append(any).Append('*'); break;
                case '?': text.Append(any); break;
                case '[': i = AppendSet(text, pattern, i); break;
                case '`' when i + 1 < pattern.Length: text.Append(Regex.Escape(pattern[++i].ToString())); break;
                default: text.Append(Regex.Escape(pattern[i].ToString())); break;
            }
        }

        _regex = new Regex(text.Append("\\z").ToString(), (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None) | RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    public bool IsMatch(string name) => _regex.IsMatch(name);

    /// <summary>Appends one of a set of characters; returns where the set ends.</summary>
    private static int AppendSet(StringBuilder text, string pattern, int start)
    {
        var members = new StringBuilder();
        var i = start + 1;
        for (; i < pattern.Length && pattern[i] != ']'; i++)
        {
            var first = CharacterAt(pattern, ref i);
            if (i + 2 < pattern.Length && pattern[i + 1] == '-' && pattern[i + 2] != ']')
            {
                i += 2;
                var last = CharacterAt(pattern, ref i);
                members.Append(first <= last ? $"{Escape(first)}-{Escape(last)}" : throw Invalid(pattern));
            }
            else
            {
                members.Append(Escape(first));
            }
        }

        text.Append(i < pattern.Length && members.Length > 0 ? $"[{members}]" : throw Invalid(pattern));
        return i;
    }

    private static char CharacterAt(string pattern, ref int index) => pattern[index] == '`' && index + 1 < pattern.Length ? pattern[++index] : pattern[index];

    private static string Escape(char c) => FormattableString.Invariant($"\\u{(int)c:x4}");

    private static MemicException Invalid(string pattern) => new(MemicErrorCodes.InvalidInput, SyncMessages.PatternInvalid(pattern));
}
