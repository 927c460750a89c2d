using System.Globalization;
using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Makes the columns and lines in which PowerShell shows a file; Memic.Types.ps1xml names them.</summary>
public static class FileView
{
    /// <summary>Returns the name, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Name(PSObject item) => ViewText.Line(item, "Name");

    /// <summary>Returns the id, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Id(PSObject item) => ViewText.Line(item, "Id");

    /// <summary>Returns the status, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Status(PSObject item) => ViewText.Line(item, "Status");

    /// <summary>Returns the state, in its colour.</summary>
    /// <param name="item">The object.</param>
    public static string State(PSObject item)
    {
        var state = ViewText.Line(item, "State");
        return ViewText.Base(item, "IsReady") is true ? ShownColour.Green(state) : ViewText.Base(item, "IsFailed") is true ? ShownColour.Red(state) : ShownColour.Yellow(state);
    }

    /// <summary>Returns the MIME type, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string MimeType(PSObject item) => ViewText.Line(item, "MimeType");

    /// <summary>Returns the reference id, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string ReferenceId(PSObject item) => ViewText.Line(item, "ReferenceId");

    /// <summary>Returns the metadata, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Metadata(PSObject item) => ViewText.Line(item, "Metadata");

    /// <summary>Returns the error message, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string ErrorMessage(PSObject item) => ViewText.Line(item, "ErrorMessage");

    /// <summary>Returns the folder name, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string FolderName(PSObject item) => ViewText.Line(item, "FolderName");

    /// <summary>Returns the environment slug, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string EnvironmentSlug(PSObject item) => ViewText.Line(item, "EnvironmentSlug");

    /// <summary>Returns the connection name, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string ConnectionName(PSObject item) => ViewText.Line(item, "ConnectionName");

    /// <summary>Returns the path, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Path(PSObject item) => ViewText.Line(item, "Path");

    /// <summary>Returns the size, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Size(PSObject item) => ViewText.Base(item, "Size") is long size ? ByteSize.Describe(size) : string.Empty;

    /// <summary>Returns the age, to sort and to filter by; null where it is not known.</summary>
    /// <param name="item">The object.</param>
    public static TimeSpan? Age(PSObject item) => ViewText.Base(item, "CreatedAt") is DateTime created ? DateTime.UtcNow - created : null;

    /// <summary>Returns the age in its largest unit.</summary>
    /// <param name="item">The object.</param>
    public static string AgeText(PSObject item) => Age(item) is { } age ? AgeOf(age) : string.Empty;

    private static string AgeOf(TimeSpan age) =>
        age.TotalDays >= 1 ? Count(age.TotalDays, "d")
        : age.TotalHours >= 1 ? Count(age.TotalHours, "h")
        : age.TotalMinutes >= 1 ? Count(age.TotalMinutes, "m")
        : Count(Math.Max(0, age.TotalSeconds), "s");

    private static string Count(double value, string unit) => Math.Floor(value).ToString(CultureInfo.InvariantCulture) + unit;
}
