namespace Memic;

/// <summary>Finds which results of two runs are of the same question.</summary>
internal static class SearchTestPairs
{
    public static (IReadOnlyList<(MemicSearchTest Reference, MemicSearchTest Current)> Pairs, IReadOnlyList<MemicSearchTest> Added, IReadOnlyList<MemicSearchTest> Removed) Match(
        IReadOnlyCollection<MemicSearchTest> reference, IReadOnlyCollection<MemicSearchTest> current)
    {
        var partners = new Dictionary<MemicSearchTest, MemicSearchTest>();
        var left = Match(reference, current, KeyWithExpectations, partners);

        // Who corrects what a question expects still asks the same question.
        left = Match(left, current.Where(test => !partners.ContainsKey(test)), test => test.Query, partners);
        return (
            [.. current.Where(partners.ContainsKey).Select(test => (partners[test], test))],
            [.. current.Where(test => !partners.ContainsKey(test))],
            left);
    }

    private static IReadOnlyList<MemicSearchTest> Match(
        IReadOnlyCollection<MemicSearchTest> reference, IEnumerable<MemicSearchTest> current, Func<MemicSearchTest, string> key, Dictionary<MemicSearchTest, MemicSearchTest> partners)
    {
        var open = reference.GroupBy(key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => new Queue<MemicSearchTest>(group), StringComparer.Ordinal);
        foreach (var test in current)
        {
            if (open.TryGetValue(key(test), out var same) && same.Count > 0)
            {
                partners[test] = same.Dequeue();
            }
        }

        var unmatched = new HashSet<MemicSearchTest>(open.Values.SelectMany(queue => queue));
        return [.. reference.Where(unmatched.Contains)];
    }

    private static string KeyWithExpectations(MemicSearchTest test) =>
        string.Join("\n", new[] { test.Query }.Concat(test.Found.Concat(test.Missing).OrderBy(text => text, StringComparer.Ordinal)));
}
