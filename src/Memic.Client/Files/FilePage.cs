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

    internal static FilePage From(FilePageReply reply, int page)
    {
        var items = reply.Items ?? [];
        var isLast = Paging.IsLast(items.Count, page, reply.PageSize ?? FileApi.PageSize, reply.Total, reply.TotalPages, reply.HasMore);
        return new(items.OfType<FileReply>().Select(item => MemicFile.From(item)).ToArray(), isLast, reply.Total);
    }
}
