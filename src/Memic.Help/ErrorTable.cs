using System.Collections;
using System.Reflection;

namespace Memic.Help;

/// <summary>Compares the table of error codes in the README with the one in the client.</summary>
internal static class ErrorTable
{
    /// <summary>Gets a message for each code whose row is missing from the README. The client must have been loaded before.</summary>
    public static IEnumerable<string> FindMissingRows(string readme)
    {
        var lines = File.ReadAllLines(readme).Select(line => line.Trim()).ToHashSet(StringComparer.Ordinal);
        var codes = Assembly.Load("Memic.Client").GetType("Memic.MemicErrorCodes", throwOnError: true)!.GetProperty("All")!.GetValue(null);
        return ((IEnumerable)codes!).Cast<object>().Select(FormatRow).Where(row => !lines.Contains(row))
            .Select(row => $"the table of error codes in {Path.GetFileName(readme)} lacks the line: {row}");
    }

    private static string FormatRow(object code) => $"| `{GetValue(code, "Code")}` | {GetValue(code, "StatusCode")} | {GetValue(code, "Category")} | {GetValue(code, "Advice")} |";

    private static object? GetValue(object code, string property) => code.GetType().GetProperty(property)!.GetValue(code);
}
