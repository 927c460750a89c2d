using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Makes the columns in which PowerShell shows what became of a synchronized file; Memic.Types.ps1xml names them.</summary>
public static class SyncResultView
{
    /// <summary>Returns the reference id of the file, safe to show; its path where it has none.</summary>
    /// <param name="item">The object.</param>
    public static string File(PSObject item) => ViewText.Line(item, "ReferenceId") is { Length: > 0 } id ? id : ViewText.Line(item, "Path");

    /// <summary>Returns the code of the error, which fits; the reason where there is no error. Safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Reason(PSObject item) => ViewText.Line(item, "Code") is { Length: > 0 } code ? code : ViewText.Line(item, "Reason");
}
