using System.Text.RegularExpressions;

namespace Memic;

/// <summary>Takes secrets out of text before anybody sees it: the API key, and what signs a storage URL.</summary>
internal sealed class Redactor(string key)
{
    const string Mask = "(redacted)";

    static readonly Regex UrlQuery = new(@"(?<=https?://[^\s""'<>?]*)\?[^\s""'<>]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    static readonly Regex Signed = new(@"\b(sig|signature|token|x-amz-[a-z-]+)=[^\s""'<>&]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // Storages of Amazon's kind repeat the signature that they refuse, as an element.
    static readonly Regex Echoed = new(@"<(SignatureProvided|AWSAccessKeyId)>[^<]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    volatile string? _key = key;

    /// <summary>The text without secrets.</summary>
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

        return text.IndexOfAny(['?', '=']) < 0 ? text : Signed.Replace(UrlQuery.Replace(text, "?" + Mask), "$1=" + Mask);
    }

    /// <summary>Forgets the key, for a connection that is closed.</summary>
    public void Forget() => _key = null;

    /// <summary>The URI without query and fragment.</summary>
    public static Uri WithoutQuery(Uri uri) => new(uri.GetLeftPart(UriPartial.Path));
}
