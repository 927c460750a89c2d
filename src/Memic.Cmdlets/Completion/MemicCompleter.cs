using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Memic.Cmdlets;

/// <summary>Completes from what is known. What the service can list is asked for at most every half minute, and waited for only as long as nobody minds.</summary>
public abstract class MemicCompleter : IArgumentCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private protected MemicCompleter()
    {
    }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var word = wordToComplete.Trim('\'', '"');
            var pattern = new WildcardPattern(WildcardPattern.Escape(word) + "*", WildcardOptions.IgnoreCase);
            return [.. GetCandidates(fakeBoundParameters)
                .Where(known => known is { Value.Length: > 0, Label.Length: > 0 } && IsSafe(known.Value) && IsSafe(known.Label))
                .Where(known => pattern.IsMatch(known.Value) || pattern.IsMatch(known.Label))
                .Select(known => new CompletionResult(Format(known.Value), known.Label, CompletionResultType.ParameterValue, known.Label == known.Value ? known.Value : $"{known.Label}: {known.Value}"))];
        }
        catch (MemicException)
        {
            // No connection, no names: an error here would only disturb the prompt.
            return [];
        }
    }

    private protected abstract IEnumerable<(string Value, string Label)> GetCandidates(IDictionary boundParameters);

    /// <summary>Writes a value as it stands on the line.</summary>
    private protected virtual string Format(string value) => Quote(value);

    /// <summary>The connection that the command line names, or the one that it would use.</summary>
    private protected static MemicConnection Connection(IDictionary boundParameters) => ConnectionRegistry.Resolve(boundParameters["Connection"]);

    /// <summary>The same connection, with its newest files known if they can be had at once.</summary>
    private protected static MemicConnection Files(IDictionary boundParameters)
    {
        var connection = Connection(boundParameters);
        connection.RefreshRecentFilesAsync().Wait(Patience);
        return connection;
    }

    /// <summary>The same connection, with its projects known if they can be had at once.</summary>
    private protected static MemicConnection Projects(IDictionary boundParameters)
    {
        var connection = Connection(boundParameters);
        connection.RefreshRecentProjectsAsync().Wait(Patience);
        return connection;
    }

    private protected static IEnumerable<(string Value, string Label)> Words(IEnumerable<string> words) => words.Select(word => (word, word));

    /// <summary>An id with a control character in it would be written onto the prompt as it is: it is not offered.</summary>
    private static bool IsSafe(string text) => DisplayText.Clean(text) == text;

    /// <summary>Bare words begin with a letter: others could be taken for a number or a parameter.</summary>
    private static string Quote(string value) => (char.IsLetter(value[0]) || value[0] is '*' or '_') && value.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '*')
        ? value
        : "'" + CodeGeneration.EscapeSingleQuotedStringContent(value) + "'";
}
