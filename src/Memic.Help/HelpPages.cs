namespace Memic.Help;

/// <summary>The pages of the cmdlets in the repository, one a cmdlet, and their list in the README.</summary>
internal sealed class HelpPages(string folder, IReadOnlyList<CmdletHelp> cmdlets)
{
    private readonly Dictionary<string, string> _pages = cmdlets.ToDictionary(
        cmdlet => Path.Combine(folder, cmdlet.Name + ".md"), MarkdownWriter.Write, StringComparer.Ordinal);

    /// <summary>Writes the pages, and deletes those of cmdlets that are gone.</summary>
    public void Write()
    {
        Directory.CreateDirectory(folder);
        foreach (var stale in FindStale())
        {
            File.Delete(stale);
        }

        foreach (var (path, text) in _pages.Where(page => !IsCurrent(page.Key, page.Value)))
        {
            File.WriteAllText(path, text);
        }
    }

    /// <summary>Gets a message for each page that does not say what Get-Help says, and for each cmdlet that the README does not list.</summary>
    public IEnumerable<string> FindErrors(string readme)
    {
        var lines = File.ReadAllLines(readme).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. _pages.Where(page => !IsCurrent(page.Key, page.Value)).Select(page => page.Key).Concat(FindStale())
                .Select(path => $"{path} is out of date: build with -p:WriteHelpPages=true, and commit it"),
            .. cmdlets.Select(cmdlet => $"| [{cmdlet.Name}](docs/en-US/{cmdlet.Name}.md) | {cmdlet.Synopsis} |").Where(row => !lines.Contains(row))
                .Select(row => $"the list of cmdlets in {Path.GetFileName(readme)} lacks the line: {row}"),
        ];
    }

    // Git may have changed the ends of lines.
    private static bool IsCurrent(string path, string text) =>
        File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == text;

    private IEnumerable<string> FindStale() =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.md").Where(path => !_pages.ContainsKey(path))] : [];
}
