namespace Memic.Emulator;

/// <summary>The two ways in which a page of files can tell that more follow.</summary>
public enum PagingShape
{
    /// <summary>A number, <c>total_pages</c>.</summary>
    TotalPages,

    /// <summary>A flag, <c>has_more</c>.</summary>
    HasMore,
}
