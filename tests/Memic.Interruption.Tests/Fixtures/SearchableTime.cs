namespace Memic.Interruption.Tests;

/// <summary>Finds the moments at which something that could be searched, and that the folder still had, could not be searched.</summary>
internal static class SearchableTime
{
    /// <param name="history">What became of each file in the service.</param>
    /// <param name="folder">What the folder held when.</param>
    /// <param name="keyOf">By what a file is looked for: its place or its content.</param>
    /// <param name="keysIn">The same of what the folder holds.</param>
    public static IEnumerable<string> FindGaps(
        IEnumerable<FileHistory> history,
        ChangingFolder folder,
        Func<FileHistory, string> keyOf,
        Func<IReadOnlyDictionary<string, string>, IEnumerable<string>> keysIn)
    {
        foreach (var versions in history.Where(file => file.Statuses[^1].Status == "ready").GroupBy(keyOf))
        {
            DateTimeOffset? end = null;
            foreach (var (from, to) in versions.Select(file => (file.Statuses[^1].At, file.DeletedAt ?? DateTimeOffset.MaxValue)).Order())
            {
                if (from > end && keysIn(folder.At(end.Value)).Contains(versions.Key))
                {
                    yield return $"{versions.Key}: not searchable from {end:HH:mm:ss.fffffff} to {from:HH:mm:ss.fffffff}";
                }

                end = end > to ? end : to;
            }

            if (end < DateTimeOffset.MaxValue && keysIn(folder.At(end.Value)).Contains(versions.Key))
            {
                yield return $"{versions.Key}: not searchable since {end:HH:mm:ss.fffffff}";
            }
        }
    }
}
