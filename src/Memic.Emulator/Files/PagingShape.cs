namespace Memic.Emulator;

/// <summary>How a page of files indicates that more pages follow.</summary>
public enum PagingShape
{
    /// <summary>The number of pages, <c>total_pages</c>.</summary>
    TotalPages,

    /// <summary>A flag, <c>has_more</c>.</summary>
    HasMore,
}
