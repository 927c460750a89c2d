using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Makes the columns and lines in which PowerShell shows a test of a connection; Memic.Types.ps1xml names them.</summary>
public static class ConnectionTestView
{
    /// <summary>Returns the name, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Name(PSObject item) => ViewText.Line(item, "Name");

    /// <summary>Returns the context, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Context(PSObject item) => ViewText.Line(item, "Context");

    /// <summary>Returns the latency, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Latency(PSObject item) => ViewText.Milliseconds(item, "Latency");

    /// <summary>Returns the checks, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Checks(PSObject item) => string.Join(Environment.NewLine, ViewText.Items(item, "Checks").Select(ViewText.LineOf));

    /// <summary>Returns the advice, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Advice(PSObject item) => string.Join(Environment.NewLine, ViewText.Items(item, "Checks").Select(AdviceOf).Where(text => text.Length > 0));

    private static string AdviceOf(object? check) => ViewText.LineOf(ViewText.Value(ViewText.Value(check, "Error"), "Advice"));
}
