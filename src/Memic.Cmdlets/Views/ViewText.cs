using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>
/// Makes the texts that the views show. They are read by name, so that objects that come out of a file or a job look the
/// same; and they are cleaned, because names and passages come from other people. The properties keep the true values.
/// </summary>
internal static class ViewText
{
    private const int ParagraphWidth = 72;

    /// <summary>The value on one line.</summary>
    public static string Line(PSObject item, string property) => LineOf(Value(item, property));

    /// <summary>The value on one line, with every run of white space as one space.</summary>
    public static string Passage(PSObject item, string property) =>
        string.Join(" ", Line(item, property).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// The value in lines that fit into 80 columns, indented by four, and three dots where there would be more lines. PowerShell breaks a text at
    /// words in some cultures only, and a table not at all.
    /// </summary>
    public static string Paragraph(PSObject item, string property, int maximumLines = int.MaxValue)
    {
        var lines = new List<string> { string.Empty };
        foreach (var word in Passage(item, property).Split(' '))
        {
            var last = lines[lines.Count - 1];
            if (last.Length == 0 || last.Length + 1 + word.Length <= ParagraphWidth)
            {
                lines[lines.Count - 1] = last.Length == 0 ? word : $"{last} {word}";
            }
            else if (lines.Count == maximumLines)
            {
                lines[lines.Count - 1] = last + "...";
                break;
            }
            else
            {
                lines.Add(word);
            }
        }

        return string.Join("\n", lines);
    }

    /// <summary>The value with its line breaks.</summary>
    public static string Lines(PSObject item, string property) => DisplayText.CleanLines(TextOf(Value(item, property)));

    public static string LineOf(object? value) => DisplayText.Clean(TextOf(value));

    public static object? Value(object? item, string property) => item is null ? null : PSObject.AsPSObject(item).Properties[property]?.Value;

    /// <summary>The value without PowerShell's wrapper.</summary>
    public static object? Base(PSObject item, string property) => Unwrap(Value(item, property));

    public static IEnumerable<object?> Items(PSObject item, string property) =>
        Base(item, property) is IEnumerable items and not string ? items.Cast<object?>() : [];

    /// <summary>A time as whole milliseconds; empty where there is none.</summary>
    public static string Milliseconds(PSObject item, string property) =>
        Base(item, property) is TimeSpan span ? string.Format(CultureInfo.InvariantCulture, "{0:0} ms", span.TotalMilliseconds) : string.Empty;

    /// <summary>A number in a format; empty where there is none.</summary>
    public static string Number(object? item, string property, string format) =>
        Unwrap(Value(item, property)) is IFormattable number ? number.ToString(format, CultureInfo.InvariantCulture) : string.Empty;

    private static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    private static string TextOf(object? value) => Unwrap(value) switch
    {
        // Out of a file or a job it is a number, and only PowerShell's wrapper knows the word.
        _ when value is PSObject wrapped && wrapped.TypeNames.Contains("Deserialized.System.Enum") => wrapped.ToString(),
        IDictionary pairs => string.Join(", ", TextsOf(pairs)),
        IEnumerable items and not string => string.Join(", ", items.Cast<object?>().Select(TextOf)),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? string.Empty,
    };

    private static IEnumerable<string> TextsOf(IDictionary pairs)
    {
        // Not by LINQ: only the dictionary's own enumerator gives its pairs as entries.
        foreach (DictionaryEntry pair in pairs)
        {
            yield return $"{pair.Key} = {TextOf(pair.Value)}";
        }
    }
}
