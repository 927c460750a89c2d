using System.Collections;
using System.Reflection;

namespace Memic.Help;

/// <summary>Holds the README's table of error codes to the one in the client.</summary>
internal static class ErrorTable
{
    /// <summary>One sentence for each code that the README does not list as it is. The client must have been found by then.</summary>
    public static IEnumerable<string> MissingFrom(string readme)
    {
        var lines = File.ReadAllLines(readme).Select(line => line.Trim()).ToHashSet(StringComparer.Ordinal);
        var codes = Assembly.Load("Memic.Client").GetType("Memic.MemicErrorCodes", throwOnError: true)!.GetProperty("All")!.GetValue(null);
        return ((IEnumerable)codes!).Cast<object>().Select(Row).Where(row => !lines.Contains(row))
            .Select(row => $"the table of error codes in {Path.GetFileName(readme)} lacks the line: {row}");
    }

    private static string Row(object code) => $"| `{Of(code, "Code")}` | {Of(code, "StatusCode")} | {Of(code, "Category")} | {Of(code, "Advice")} |";

    private static object? Of(object code, string property) => code.GetType().GetProperty(property)!.GetValue(code);
}
