namespace Memic;

/// <summary>Decides about redirects: followed within the origin and with the same method, refused otherwise.</summary>
internal static class Redirect
{
    /// <summary>The address to go on with; <see langword="null"/> where the response is no redirect.</summary>
    /// <exception cref="MemicException"><c>http_3xx</c>: it leads nowhere, to another origin, or does not keep the request.</exception>
    public static Uri? GetTarget(HttpRequestMessage request, HttpResponseMessage response)
    {
        if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
        {
            return null;
        }

        if (response.Headers.Location is not { } location || !Uri.TryCreate(request.RequestUri, location, out var target) || target.Host.Length == 0)
        {
            throw Refused(response, Messages.RedirectNowhere);
        }

        if (Uri.Compare(target, request.RequestUri, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) != 0)
        {
            throw Refused(response, Messages.RedirectRefused($"{target.Scheme}://{TransportErrors.HostOf(target)}"));
        }

        return (int)response.StatusCode is 307 or 308 || request.Method == HttpMethod.Get ? target : throw Refused(response, Messages.RedirectUnclear);
    }

    public static MemicException TooMany(HttpResponseMessage response) => Refused(response, Messages.RedirectLoop);

    private static MemicException Refused(HttpResponseMessage response, string text) =>
        new(MemicErrorCodes.ForStatus((int)response.StatusCode), text) { StatusCode = (int)response.StatusCode, IsFromService = true };
}
