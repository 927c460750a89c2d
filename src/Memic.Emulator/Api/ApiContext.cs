namespace Memic.Emulator;

/// <summary>An authenticated API request, as an endpoint sees it.</summary>
internal sealed class ApiContext(HttpContext context, EmulatorState state, ApiKeyScope scope)
{
    public EmulatorState State { get; } = state;

    public ApiKeyScope Scope { get; } = scope;

    public IQueryCollection Query => context.Request.Query;

    /// <summary>Gets a part of the path. ASP.NET Core does not decode escaped slashes, so that is done here.</summary>
    public string GetRouteValue(string name) =>
        ((string?)context.GetRouteValue(name) ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    public RequestValidator ReadBody() => RequestValidator.FromBody(RequestFeature.Get(context).Body);

    /// <summary>Gets the file that the path names, if it belongs to the environment of the key.</summary>
    public StoredFile GetRequiredFile() =>
        State.Files.Find(GetRouteValue("id")) is { } file && file.Scope == Scope
            ? file
            : throw new ApiException(404, ErrorCodes.FileNotFound, "File not found");
}
