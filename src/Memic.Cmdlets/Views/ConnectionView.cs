using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Makes the columns and lines in which PowerShell shows a connection; Memic.Types.ps1xml names them.</summary>
public static class ConnectionView
{
    /// <summary>Returns the name, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Name(PSObject item) => ViewText.Line(item, "Name");

    /// <summary>Returns the context, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Context(PSObject item) => ViewText.Line(item, "Context");

    /// <summary>Returns whether cmdlets that are given no connection use this one, in this runspace.</summary>
    /// <param name="item">The object.</param>
    public static bool IsDefault(PSObject item) => item?.BaseObject is MemicConnection connection && ConnectionRegistry.IsDefault(connection);

    /// <summary>Returns the mark of the default connection.</summary>
    /// <param name="item">The object.</param>
    public static string DefaultMark(PSObject item) => IsDefault(item) ? "*" : string.Empty;
}
