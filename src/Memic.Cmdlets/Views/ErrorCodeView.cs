using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Makes the lines in which PowerShell shows an error code; Memic.Types.ps1xml names them.</summary>
public static class ErrorCodeView
{
    /// <summary>Returns what the code means, in lines.</summary>
    /// <param name="item">The object.</param>
    public static string Description(PSObject item) => ViewText.Paragraph(item, "Description");

    /// <summary>Returns what to do, in lines.</summary>
    /// <param name="item">The object.</param>
    public static string Advice(PSObject item) => ViewText.Paragraph(item, "Advice");

    /// <summary>Returns the code and, in brackets, what about_Memic_Errors says of it.</summary>
    /// <param name="item">The object.</param>
    public static string Title(PSObject item)
    {
        string?[] facts =
        [
            ViewText.Line(item, "StatusCode"),
            ViewText.Line(item, "Category"),
            ViewText.Base(item, "IsRetryable") is true ? "retried" : null,
            ViewText.Base(item, "IsTerminating") is true ? "terminating" : null,
        ];
        return $"{ViewText.Line(item, "Code")} ({string.Join(", ", facts.Where(fact => !string.IsNullOrEmpty(fact)))})";
    }
}
