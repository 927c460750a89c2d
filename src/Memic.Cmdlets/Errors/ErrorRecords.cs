using System.Management.Automation;
using System.Runtime.InteropServices;

namespace Memic.Cmdlets;

/// <summary>Turns an error into an ErrorRecord: its id is the code, its category and its advice come from the error table.</summary>
internal static class ErrorRecords
{
    private const int MaximumSubject = 100;

    // Windows PowerShell does not print a recommendation, so there it is part of the message.
    private static readonly bool PrintsRecommendation = !RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);

    /// <summary>Creates the record.</summary>
    /// <param name="error">The error.</param>
    /// <param name="target">The input that it is about.</param>
    /// <param name="addition">One more sentence for the message.</param>
    public static ErrorRecord From(MemicException error, object? target, string addition = "")
    {
        var category = (ErrorCategory)Enum.Parse(typeof(ErrorCategory), error.Error.Category.ToString());
        string?[] parts = [SubjectOf(error, target) + error.Summary, addition, PrintsRecommendation ? null : error.Advice];
        return new ErrorRecord(error, error.Code, category, ShownText.WrapInError(target))
        {
            ErrorDetails = new ErrorDetails(string.Join(" ", parts.Where(part => !string.IsNullOrEmpty(part)))) { RecommendedAction = error.Advice },
        };
    }

    /// <summary>An input that cannot be used is named as all others are, unless the message does.</summary>
    private static string SubjectOf(MemicException error, object? target)
    {
        if (error.Code != MemicErrorCodes.InvalidInput || error.StatusCode is not null || target is not string { Length: > 0 } text)
        {
            return string.Empty;
        }

        var subject = DisplayText.Clean(text.Length <= MaximumSubject ? text : text.Substring(0, MaximumSubject) + "...");
        var isNamed = new[] { subject, Path.GetFileName(text) }.Any(name => name.Length > 0 && error.Message.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0);
        return isNamed ? string.Empty : subject + ": ";
    }
}
