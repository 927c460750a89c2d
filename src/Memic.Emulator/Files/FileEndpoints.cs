namespace Memic.Emulator;

internal static class FileEndpoints
{
    public static ApiReply Status(ApiCall call) => ApiReply.Ok(FileView.Full(call.State, call.RequireFile()));

    public static ApiReply Delete(ApiCall call)
    {
        call.State.Files.Remove(call.RequireFile());
        return new ApiReply(StatusCodes.Status204NoContent);
    }

    public static ApiReply List(ApiCall call)
    {
        var query = RequestShape.OfQuery(call.Query);
        var page = (int)query.Integer("page", 1, int.MaxValue, 1);
        var pageSize = (int)query.Integer("page_size", 1, 100, 50);
        query.ThrowIfWrong();

        var all = call.State.Files.All.Where(file => file.Scope == call.Scope).ToList();
        var items = all.Skip((int)Math.Min((page - 1L) * pageSize, all.Count)).Take(pageSize)
            .Select(file => FileView.Listed(call.State, file))
            .ToList();
        var total = all.Count;
        var totalPages = (total + pageSize - 1) / pageSize;
        return call.State.Options.PagingShape is PagingShape.TotalPages
            ? ApiReply.Ok(new { Items = items, Total = total, Page = page, PageSize = pageSize, TotalPages = totalPages })
            : ApiReply.Ok(new { Items = items, Total = total, Page = page, PageSize = pageSize, HasMore = page < totalPages });
    }
}
