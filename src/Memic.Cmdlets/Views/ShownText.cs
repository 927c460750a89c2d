using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>
/// Makes a text safe to show where no view of ours stands between it and the console: rows have the columns of a database, and Get-Error
/// prints each property. PowerShell shows a value by its ToString. A text that drives a terminal gets one that is cleaned; its value stays
/// what it is.
/// </summary>
public static class ShownText
{
    private static readonly System.Reflection.MethodInfo Cleaner = typeof(ShownText).GetMethod(nameof(Clean))!;

    /// <summary>Returns the text, safe to show.</summary>
    /// <param name="item">The text.</param>
    public static string Clean(PSObject item) => DisplayText.CleanLines(item?.BaseObject.ToString());

    /// <summary>Returns a value as it is, or where it holds text that drives a terminal, with another ToString.</summary>
    internal static object? Wrap(object? value) => value switch
    {
        string or Uri => Drives(value.ToString()!) ? WithCleanText(value) : value,
        IReadOnlyList<object?> items when items.OfType<string>().Any(Drives) => items.Select(Wrap).ToArray(),
        _ => value,
    };

    /// <summary>As <see cref="Wrap"/>, and left out by Get-Error, which converts each value to its true text; but nothing whose Count is 0.</summary>
    internal static object? WrapInError(object? value)
    {
        var shown = Wrap(value);
        if (shown is PSObject wrapped && value is not PSObject)
        {
            wrapped.Properties.Add(new PSNoteProperty("Count", 0));
        }

        return shown;
    }

    /// <summary>Line breaks and tabs are no harm within a cell, and marks of direction belong to some languages: such texts stay as they are, also in a CSV file.</summary>
    private static bool Drives(string text) => text.Replace("\r\n", "\n").Any(c =>
        (char.IsControl(c) && c is not '\n' and not '\t') || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));

    private static PSObject WithCleanText(object value)
    {
        var shown = new PSObject(value);
        shown.Members.Add(new PSCodeMethod("ToString", Cleaner));
        return shown;
    }
}
