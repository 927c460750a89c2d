using System.Text.RegularExpressions;

namespace Memic;

/// <summary>Removes secrets from text before anybody sees it: the API key, the signature of a storage URL, and user names and passwords in addresses.</summary>
internal sealed class Redactor(string key)
{
    private const string Mask = "(redacted)";

    private static readonly Regex UrlQuery = Pattern(@"(?<=https?://[^\s""'<>?]*)\?[^\s""'<>]*");

    private static readonly Regex UserInfo = Pattern(@"(?<=\b[a-z][a-z0-9+.-]*://)[^\s/""'<>?#@]*@");

    private static readonly Regex Signed = Pattern(@"\b(sig|signature|token|x-amz-[a-z-]+)=[^\s""'<>&]*");

    // Storages of Amazon's kind repeat the signature that they refuse, as an element.
    private static readonly Regex Echoed = Pattern(@"<(SignatureProvided|AWSAccessKeyId)>[^<]*");

    private volatile string? _key = key;

    /// <summary>Returns the text without secrets.</summary>
    public string Redact(string text)
    {
        if (_key is { } secret && text.IndexOf(secret, StringComparison.Ordinal) >= 0)
        {
            text = text.Replace(secret, Mask);
        }

        if (text.IndexOf('<') >= 0)
        {
            text = Echoed.Replace(text, "<$1>" + Mask);
        }

        if (text.IndexOf('@') >= 0)
        {
            text = UserInfo.Replace(text, Mask + "@");
        }

        return text.IndexOfAny(['?', '=']) < 0 ? text : Signed.Replace(UrlQuery.Replace(text, "?" + Mask), "$1=" + Mask);
    }

    /// <summary>Returns the cause of an error as it is, or where its text holds a secret, such as the password of a proxy, one that only has the cleaned text.</summary>
    public Exception Redact(Exception cause)
    {
        for (var e = cause; e is not null; e = e.InnerException!)
        {
            if (Redact(e.Message) != e.Message)
            {
                return new HttpRequestException(Redact(cause.GetBaseException().Message));
            }
        }

        return cause;
    }

    /// <summary>Forgets the key, for a connection that is closed.</summary>
    public void Forget() => _key = null;

    /// <summary>Returns the URI without user information, query and fragment.</summary>
    public static Uri WithoutQuery(Uri uri)
    {
        if (!uri.IsAbsoluteUri)
        {
            return uri;
        }

        var address = uri.GetLeftPart(UriPartial.Path);
        return new(uri.UserInfo.Length == 0 ? address : address.Replace(uri.UserInfo + "@", string.Empty));
    }

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
