namespace Memic;

/// <summary>One page of the list of files.</summary>
public sealed class FilePage
{
    FilePage(IReadOnlyList<MemicFile> files, bool isLast, long? total) => (Files, IsLast, Total) = (files, isLast, total);

    /// <summary>The files of this page.</summary>
    public IReadOnlyList<MemicFile> Files { get; }

    /// <summary>Whether there is no page after this one.</summary>
    public bool IsLast { get; }

    /// <summary>How many files there are in all, if the service says so.</summary>
    public long? Total { get; }

    /// <summary>Both documented shapes end a list: one says whether there is more, the other how many pages there are.</summary>
    internal static FilePage From(FilePageReply reply, int page)
    {
        var items = reply.Items ?? [];
        var isLast = items.Count == 0
            || (reply.HasMore is { } more ? !more
            : reply.TotalPages is { } pages ? page >= pages
            : reply.Total is { } total ? (long)page * (reply.PageSize ?? FileApi.PageSize) >= total
            : items.Count < (reply.PageSize ?? FileApi.PageSize));
        return new([.. items.Select(item => MemicFile.From(item))], isLast, reply.Total);
    }
}
