namespace Memic.Emulator;

internal static class FileEndpoints
{
    public static ApiResponse Status(ApiContext call) => ApiResponse.Ok(FileResponse.Create(call.State, call.GetRequiredFile()));

    public static ApiResponse Delete(ApiContext call)
    {
        call.State.Files.Remove(call.GetRequiredFile());
        return new ApiResponse(StatusCodes.Status204NoContent);
    }

    public static ApiResponse List(ApiContext call)
    {
        var query = RequestValidator.FromQuery(call.Query);
        var page = (int)query.GetInteger("page", 1, int.MaxValue, 1);
        var pageSize = (int)query.GetInteger("page_size", 1, 100, 50);
        query.ThrowIfInvalid();

        var all = call.State.Files.All.Where(file => file.Scope == call.Scope).ToList();
        var items = all.Skip((int)Math.Min((page - 1L) * pageSize, all.Count)).Take(pageSize)
            .Select(file => FileResponse.CreateListItem(call.State, file))
            .ToList();
        var total = all.Count;
        var totalPages = (total + pageSize - 1) / pageSize;
        return call.State.Options.PagingShape is PagingShape.TotalPages
            ? ApiResponse.Ok(new { Items = items, Total = total, Page = page, PageSize = pageSize, TotalPages = totalPages })
            : ApiResponse.Ok(new { Items = items, Total = total, Page = page, PageSize = pageSize, HasMore = page < totalPages });
    }
}
