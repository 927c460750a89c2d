namespace Memic;

/// <summary>One page of the list of files.</summary>
public sealed class FilePage
{
    private FilePage(IReadOnlyList<MemicFile> files, bool isLast, long? total) => (Files, IsLast, Total) = (files, isLast, total);

    /// <summary>Gets the files of this page.</summary>
    public IReadOnlyList<MemicFile> Files { get; }

    /// <summary>Gets whether there is no page after this one.</summary>
    public bool IsLast { get; }

    /// <summary>Gets the number of files in all, if the service reports it.</summary>
    public long? Total { get; }

    internal static FilePage From(FilePageResponse response, int page, Func<MemicFile, MemicFile> complete)
    {
        var items = response.Items ?? [];
        var isLast = Paging.IsLast(items.Count, page, response.PageSize ?? FileApi.PageSize, response.Total, response.TotalPages, response.HasMore);
        return new(items.OfType<FileResponse>().Select(item => complete(MemicFile.From(item))).ToArray(), isLast, response.Total);
    }
}
