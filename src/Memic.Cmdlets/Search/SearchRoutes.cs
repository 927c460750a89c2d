namespace Memic.Cmdlets;

/// <summary>
/// Routes are bound as text: a field of an enumeration of the client's would need the client already when PowerShell
/// looks for the cmdlets, which is before the module can make it loadable.
/// </summary>
internal static class SearchRoutes
{
    public static SearchRoute? Parse(string? route) => route is null ? null : (SearchRoute)Enum.Parse(typeof(SearchRoute), route, ignoreCase: true);
}
