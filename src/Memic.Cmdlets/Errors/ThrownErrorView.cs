using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>
/// Makes an error that ended a cmdlet readable where PowerShell keeps an exception of its own in place of the ErrorRecord, which
/// is in -ErrorVariable: by the properties of the record, so that one loop reads both. Memic.Types.ps1xml names them. They are
/// null for errors of anybody else's.
/// </summary>
public static class ThrownErrorView
{
    /// <summary>Returns the error id.</summary>
    /// <param name="item">The exception.</param>
    public static string? FullyQualifiedErrorId(PSObject item) => RecordOf(item)?.FullyQualifiedErrorId;

    /// <summary>Returns the category.</summary>
    /// <param name="item">The exception.</param>
    public static ErrorCategoryInfo? CategoryInfo(PSObject item) => RecordOf(item)?.CategoryInfo;

    /// <summary>Returns the input that the error is about.</summary>
    /// <param name="item">The exception.</param>
    public static object? TargetObject(PSObject item) => RecordOf(item)?.TargetObject;

    /// <summary>Returns the message and the recommended action.</summary>
    /// <param name="item">The exception.</param>
    public static ErrorDetails? ErrorDetails(PSObject item) => RecordOf(item)?.ErrorDetails;

    /// <summary>Returns the error itself.</summary>
    /// <param name="item">The exception.</param>
    public static Exception? Exception(PSObject item) => RecordOf(item)?.Exception;

    private static ErrorRecord? RecordOf(PSObject item) =>
        item?.BaseObject is IContainsErrorRecord { ErrorRecord: { Exception: MemicException } record } ? record : null;
}
