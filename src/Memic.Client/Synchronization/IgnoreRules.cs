namespace Memic;

/// <summary>
/// The rules of one <c>.memicignore</c>, which are those of <c>.gitignore</c>: the last rule that matches decides. MAB.DotIgnore was tried
/// for this and differs from git in <c>a**b</c>, escaped spaces and brackets that are not closed.
/// </summary>
internal sealed class IgnoreRules
{
    /// <summary>The name of the file that holds rules, in the folder or in any folder below.</summary>
    public const string FileName = ".memicignore";

    private readonly IgnoreRule[] _rules;

    private IgnoreRules(IgnoreRule[] rules) => _rules = rules;

    public static IgnoreRules Parse(string text) => new(text.TrimStart('\uFEFF').Split('\n')
        .Select(line => line.EndsWith("\r", StringComparison.Ordinal) ? line.Substring(0, line.Length - 1) : line)
        .Select(IgnoreRule.Parse).OfType<IgnoreRule>().Reverse().ToArray());

    /// <summary>Whether the path is ignored; <see langword="null"/> if no rule is about it. What is in an ignored folder is not asked about.</summary>
    /// <param name="path">The path below the folder that holds the rules, with <c>/</c>.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public bool? IsIgnored(string path, bool isFolder)
    {
        foreach (var rule in _rules)
        {
            if (rule.IsMatch(path, isFolder))
            {
                return !rule.IsNegated;
            }
        }

        return null;
    }
}
