using System.Collections;
using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Completes names of connections.</summary>
public sealed class ConnectionCompleter : MemicCompleter
{
    private protected override IEnumerable<(string Value, string Label)> GetCandidates(IDictionary boundParameters) => Words(ConnectionRegistry.All.Select(connection => connection.Name));
}

/// <summary>Completes error codes.</summary>
public sealed class ErrorCodeCompleter : MemicCompleter
{
    private protected override IEnumerable<(string Value, string Label)> GetCandidates(IDictionary boundParameters) => Words(MemicErrorCodes.All.Select(row => row.Code));
}

/// <summary>Completes ids of files, by their ids or their names.</summary>
public sealed class FileIdCompleter : MemicCompleter
{
    private protected override IEnumerable<(string Value, string Label)> GetCandidates(IDictionary boundParameters) => Files(boundParameters).GetRecentFiles();
}

/// <summary>Completes names of files.</summary>
public sealed class FileNameCompleter : MemicCompleter
{
    private protected override IEnumerable<(string Value, string Label)> GetCandidates(IDictionary boundParameters) =>
        Files(boundParameters).GetRecentFiles().Select(file => file.Name).Distinct(StringComparer.OrdinalIgnoreCase).Select(name => (WildcardPattern.Escape(name), name));
}

/// <summary>Completes ids of folders, by their ids or their names: those of the files, since the service has no list of them.</summary>
public sealed class FolderIdCompleter : MemicCompleter
{
    private protected override IEnumerable<(string Value, string Label)> GetCandidates(IDictionary boundParameters) => Files(boundParameters).GetRecentFolders();
}

/// <summary>Completes MIME types.</summary>
public sealed class MimeTypeCompleter : MemicCompleter
{
    private protected override IEnumerable<(string Value, string Label)> GetCandidates(IDictionary boundParameters) => Words(MemicFile.KnownMimeTypes);
}

/// <summary>Completes ids of projects, by their ids or their names.</summary>
public sealed class ProjectIdCompleter : MemicCompleter
{
    private protected override IEnumerable<(string Value, string Label)> GetCandidates(IDictionary boundParameters) => Projects(boundParameters).GetRecentProjects();
}

/// <summary>Completes names of projects.</summary>
public sealed class ProjectNameCompleter : MemicCompleter
{
    private protected override IEnumerable<(string Value, string Label)> GetCandidates(IDictionary boundParameters) =>
        Projects(boundParameters).GetRecentProjects().Select(project => (WildcardPattern.Escape(project.Name), project.Name));
}

/// <summary>Completes names of prompts met lately: the service has no list of them.</summary>
public sealed class PromptNameCompleter : MemicCompleter
{
    private protected override IEnumerable<(string Value, string Label)> GetCandidates(IDictionary boundParameters) => Words(Connection(boundParameters).GetRecentPrompts());
}

/// <summary>Completes rate limits, by their names, as a table with the documented limit. PowerShell asks nobody for the keys of a table that was begun.</summary>
public sealed class RateLimitCompleter : MemicCompleter
{
    private protected override IEnumerable<(string Value, string Label)> GetCandidates(IDictionary boundParameters) =>
        Enum.GetValues(typeof(RateCategory)).Cast<RateCategory>().Where(category => category != RateCategory.Unlimited)
            .Select(category => (FormattableString.Invariant($"@{{ {category} = {new RateLimits().For(category)} }}"), category.ToString()));

    private protected override string Format(string value) => value;
}

/// <summary>Completes environments.</summary>
public sealed class SlugCompleter : MemicCompleter
{
    private protected override IEnumerable<(string Value, string Label)> GetCandidates(IDictionary boundParameters) => Words(["production", "staging"]);
}

/// <summary>Completes the service's words for the status of a file.</summary>
public sealed class StatusCompleter : MemicCompleter
{
    private static readonly string[] Patterns = ["ready", "*failed"];

    private protected override IEnumerable<(string Value, string Label)> GetCandidates(IDictionary boundParameters) => Words(Patterns.Concat(MemicFile.KnownStatuses).Distinct(StringComparer.Ordinal));
}
