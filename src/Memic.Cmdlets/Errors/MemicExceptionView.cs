using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>
/// Shows the service's own text of an exception cleaned. The lists of PowerShell print each property, and Get-Error even its true value:
/// a text that drives a terminal is left out there; the message beside it has it cleaned. Memic.Types.ps1xml names it.
/// </summary>
public static class MemicExceptionView
{
    /// <summary>Returns the service's own text: the true value, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static object? Detail(PSObject item) => ShownText.WrapInError((item?.BaseObject as MemicException)?.Detail);

    /// <summary>Returns the address of the request: the true value, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static object? Uri(PSObject item) => ShownText.WrapInError((item?.BaseObject as MemicException)?.Uri);
}
