using System.Management.Automation;
using System.Runtime.InteropServices;

namespace Memic.Cmdlets;

/// <summary>Turns a failure into an ErrorRecord: its id is the code, its category and its advice come from the error table.</summary>
static class ErrorRecords
{
    // Windows PowerShell does not print a recommendation, so there it is part of the message.
    static readonly bool PrintsRecommendation = !RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);

    public static ErrorRecord From(MemicException error, object? target)
    {
        var row = error.Error;
        var category = (ErrorCategory)Enum.Parse(typeof(ErrorCategory), row.Category.ToString());
        return new ErrorRecord(error, error.Code, category, target)
        {
            ErrorDetails = new ErrorDetails(PrintsRecommendation ? error.Summary : $"{error.Summary} {row.Advice}") { RecommendedAction = row.Advice },
        };
    }
}
