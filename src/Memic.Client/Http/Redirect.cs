namespace Memic;

/// <summary>Decides about redirects: followed within the origin and with the same method, refused otherwise.</summary>
internal static class Redirect
{
    /// <summary>Where to go on; <see langword="null"/> where the answer is no redirect.</summary>
    /// <exception cref="MemicException"><c>http_3xx</c>: it leads to another origin, or does not keep the request.</exception>
    public static Uri? Target(HttpRequestMessage request, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (status is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
        {
            return null;
        }

        var target = location.IsAbsoluteUri ? location : new Uri(request.RequestUri!, location);
        if (Uri.Compare(target, request.RequestUri, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) != 0)
        {
            throw Refused(status, Texts.RedirectRefused(target.GetLeftPart(UriPartial.Authority)));
        }

        return status is 307 or 308 || request.Method == HttpMethod.Get ? target : throw Refused(status, Texts.RedirectUnclear);
    }

    static MemicException Refused(int status, string text) => new(MemicErrorCodes.ForStatus(status), text) { StatusCode = status };
}
