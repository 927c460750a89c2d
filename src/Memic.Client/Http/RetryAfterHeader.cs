using System.Globalization;

namespace Memic;

/// <summary>Reads <c>Retry-After</c>, in seconds or as an HTTP date. Anything else is as if there were none.</summary>
internal static class RetryAfterHeader
{
    // RFC 9110 section 5.6.7: the preferred format and the two obsolete ones.
    private static readonly string[] DateFormats =
        ["ddd, dd MMM yyyy HH':'mm':'ss 'GMT'", "dddd, dd-MMM-yy HH':'mm':'ss 'GMT'", "ddd MMM d HH':'mm':'ss yyyy"];

    // Longer than anybody waits, and still no number that overflows a clock.
    private static readonly TimeSpan Maximum = TimeSpan.FromDays(3650);

    public static TimeSpan? Read(HttpResponseMessage response, TimeProvider time)
    {
        if (ApiResponse.HeaderOf(response, "Retry-After")?.Trim() is not { Length: > 0 } text)
        {
            return null;
        }

        if (text.All(static c => c is (>= '0' and <= '9') or '.'))
        {
            return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(Math.Min(seconds, Maximum.TotalSeconds))
                : null;
        }

        // Counted from the server's own clock where it tells the time: ours may be wrong.
        var now = response.Headers.Date ?? time.GetUtcNow();
        return DateTimeOffset.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite, out var date)
            ? date <= now ? TimeSpan.Zero : date - now > Maximum ? Maximum : date - now
            : null;
    }
}
