using System.Collections;
using System.Reflection;
using System.Text;

namespace Memic.Help;

/// <summary>The error codes of the client: compared with the table in the README, and written as a help topic. The client must have been loaded before.</summary>
internal sealed class ErrorTable
{
    private const int Width = 76;

    private readonly IReadOnlyList<object> _codes =
        [.. ((IEnumerable)Assembly.Load("Memic.Client").GetType("Memic.MemicErrorCodes", throwOnError: true)!.GetProperty("All")!.GetValue(null)!).Cast<object>()];

    /// <summary>Gets a message for each code whose row is missing from the README.</summary>
    public IEnumerable<string> FindMissingRows(string readme)
    {
        var lines = File.ReadAllLines(readme).Select(line => line.Trim()).ToHashSet(StringComparer.Ordinal);
        return _codes.Select(FormatRow).Where(row => !lines.Contains(row))
            .Select(row => $"the table of error codes in {Path.GetFileName(readme)} lacks the line: {row}");
    }

    /// <summary>Writes the topic about_Memic_Errors.</summary>
    public void WriteTopic(string path)
    {
        var topic = new StringBuilder("""
            TOPIC
                about_Memic_Errors

            SHORT DESCRIPTION
                Describes how failures are reported, and every error code.

            LONG DESCRIPTION
                Each failure is an ErrorRecord. The part of FullyQualifiedErrorId before
                the comma is a stable code: that of the service, unchanged, or one of
                those below. An error response without a code is http_<status>. Branch on
                the code, never on the text.

                    Send-MemicFile a.md -ErrorAction SilentlyContinue -ErrorVariable failed
                    foreach ($failure in $failed) {
                        $code = $failure.FullyQualifiedErrorId.Split(',')[0]
                        "$code $($failure.TargetObject) $($failure.Exception.RequestId)"
                    }

                TargetObject is the input that the error is about. Exception is a
                Memic.MemicException with Code, Detail, StatusCode, RequestId, RetryAfter,
                Attempts, Method and Uri. ErrorDetails.RecommendedAction says what to do.

                An error about one input does not end the others. The codes marked as
                terminating do, since no later input could succeed. Requests that fail with
                a code marked as retried were sent again before the error was raised.

                Get-MemicErrorCode lists the codes as objects.

            THE CODES

            """.ReplaceLineEndings("\n"));
        foreach (var code in _codes)
        {
            var facts = string.Join(", ", Facts(code).Where(fact => fact is not null));
            topic.Append($"    {Get(code, "Code")}{(facts.Length > 0 ? $" ({facts})" : "")}\n");
            Wrap(topic, $"{Get(code, "Description")} {Get(code, "Advice")}").Append('\n');
        }

        File.WriteAllText(path, topic.Append("SEE ALSO\n    Get-MemicErrorCode\n    about_Memic\n").ToString());
    }

    private static string FormatRow(object code) => $"| `{Get(code, "Code")}` | {Get(code, "StatusCode")} | {Get(code, "Category")} | {Get(code, "Advice")} |";

    private static IEnumerable<string?> Facts(object code) =>
    [
        Get(code, "StatusCode") is { } status ? $"status {status}" : null,
        $"{Get(code, "Category")}",
        Get(code, "IsRetryable") is true ? "retried" : null,
        Get(code, "IsTerminating") is true ? "terminating" : null,
    ];

    private static StringBuilder Wrap(StringBuilder topic, string text)
    {
        var line = "       ";
        foreach (var word in text.Split(' '))
        {
            if (line.Length + 1 + word.Length > Width)
            {
                topic.Append(line).Append('\n');
                line = "       ";
            }

            line += " " + word;
        }

        return topic.Append(line).Append('\n');
    }

    private static object? Get(object code, string property) => code.GetType().GetProperty(property)!.GetValue(code);
}
