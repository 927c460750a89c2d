using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Memic.Emulator;

/// <summary>The request target as it was sent. ASP.NET Core decodes the path once but leaves %2F, so that %2F and %252F look the same.</summary>
internal static class RawTarget
{
    public static string GetPath(HttpContext context) => Split(context)[0];

    public static string GetQuery(HttpContext context) => Split(context) is [_, var query] ? query : "";

    /// <summary>Gets a route parameter that is one segment of the path, decoded exactly once.</summary>
    public static string GetSegment(HttpContext context, string name)
    {
        var pattern = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern ?? throw new InvalidOperationException("The request has no route.");
        var segments = GetPath(context)[1..].Split('/');
        var index = pattern.PathSegments.ToList().FindIndex(segment => segment.Parts is [RoutePatternParameterPart part] && part.Name == name);

        // The counts differ if the path contains dot segments, which the server has resolved.
        return segments.Length == pattern.PathSegments.Count
            ? Uri.UnescapeDataString(segments[index])
            : (string?)context.GetRouteValue(name) ?? "";
    }

    private static string[] Split(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
}
