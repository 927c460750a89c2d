using System.Collections;
using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Completes names of connections.</summary>
public sealed class ConnectionCompleter : MemicCompleter
{
    private protected override IEnumerable<(string Value, string Label)> GetCandidates(IDictionary boundParameters) =>
        ConnectionRegistry.All.Select(connection => (connection.Name, connection.Name));
}

/// <summary>Completes error codes.</summary>
public sealed class ErrorCodeCompleter : MemicCompleter
{
    private protected override IEnumerable<(string Value, string Label)> GetCandidates(IDictionary boundParameters) =>
        MemicErrorCodes.All.Select(row => (row.Code, row.Code));
}

/// <summary>Completes ids of files met lately, by their ids or their names.</summary>
public sealed class FileIdCompleter : MemicCompleter
{
    private protected override IEnumerable<(string Value, string Label)> GetCandidates(IDictionary boundParameters) =>
        Connection(boundParameters).GetRecentFiles();
}

/// <summary>Completes names of files met lately.</summary>
public sealed class FileNameCompleter : MemicCompleter
{
    private protected override IEnumerable<(string Value, string Label)> GetCandidates(IDictionary boundParameters) =>
        Connection(boundParameters).GetRecentFiles().Select(file => file.Name).Distinct(StringComparer.OrdinalIgnoreCase).Select(name => (WildcardPattern.Escape(name), name));
}

/// <summary>Completes names of prompts met lately.</summary>
public sealed class PromptNameCompleter : MemicCompleter
{
    private protected override IEnumerable<(string Value, string Label)> GetCandidates(IDictionary boundParameters) =>
        Connection(boundParameters).GetRecentPrompts().Select(name => (name, name));
}

/// <summary>Completes the service's words for the status of a file.</summary>
public sealed class StatusCompleter : MemicCompleter
{
    private static readonly string[] Patterns = ["ready", "*failed"];

    private protected override IEnumerable<(string Value, string Label)> GetCandidates(IDictionary boundParameters) =>
        Patterns.Concat(MemicFile.KnownStatuses).Distinct(StringComparer.Ordinal).Select(status => (status, status));
}
