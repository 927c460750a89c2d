namespace Memic.Emulator;

/// <summary>An authenticated API request, as an endpoint sees it.</summary>
internal sealed class ApiContext(HttpContext context, EmulatorState state, ApiKeyScope scope)
{
    public EmulatorState State { get; } = state;

    public ApiKeyScope Scope { get; } = scope;

    public IQueryCollection Query => context.Request.Query;

    public string GetRouteValue(string name) => RawTarget.GetSegment(context, name);

    public RequestValidator ReadBody() => RequestValidator.FromBody(RequestFeature.Get(context).Body);

    /// <summary>Gets the file that the path names, if it belongs to the environment of the key.</summary>
    public StoredFile GetRequiredFile() =>
        State.Files.Find(GetRouteValue("id")) is { } file && file.Scope == Scope
            ? file
            : throw new ApiException(404, ErrorCodes.FileNotFound, "File not found");
}
