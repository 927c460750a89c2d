namespace Memic;

/// <summary>Where a list ends: one documented shape says whether there is more, the other how many pages there are.</summary>
internal static class Paging
{
    public static bool IsLast(int items, int page, long? pageSize, long? total, long? totalPages, bool? hasMore) =>
        items == 0
        || (hasMore is { } more ? !more
        : totalPages is { } pages ? page >= pages
        : pageSize is not { } size || (total is { } all ? page * size >= all : items < size));
}
