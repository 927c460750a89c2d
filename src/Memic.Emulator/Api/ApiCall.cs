namespace Memic.Emulator;

/// <summary>One authenticated call, as an endpoint sees it.</summary>
internal sealed class ApiCall(HttpContext context, EmulatorState state, KeyBinding scope)
{
    public EmulatorState State { get; } = state;

    public KeyBinding Scope { get; } = scope;

    public IQueryCollection Query => context.Request.Query;

    /// <summary>A part of the path; ASP.NET Core leaves escaped slashes alone, so they are undone here.</summary>
    public string RouteValue(string name) =>
        ((string?)context.GetRouteValue(name) ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    public RequestShape ReadBody() => RequestShape.OfBody(Exchange.Of(context).Body);

    /// <summary>The file that the path names, if the key's environment has it.</summary>
    public StoredFile RequireFile() =>
        State.Files.Find(RouteValue("id")) is { } file && file.Scope == Scope
            ? file
            : throw new ApiException(404, ErrorCodes.FileNotFound, "File not found");
}
