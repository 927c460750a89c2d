using System.Collections;
using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Reads limits from a hashtable.</summary>
internal static class RateLimitParser
{
    /// <exception cref="MemicException"><c>invalid_input</c>: a category that does not exist, or a limit that is no number.</exception>
    public static RateLimits Parse(IDictionary? table)
    {
        var standard = new RateLimits();
        if (table is null)
        {
            return standard;
        }

        var given = table.Keys.Cast<object>().ToDictionary(key => Category(key), key => Limit(table[key]));
        int Of(RateCategory category) => given.TryGetValue(category, out var limit) ? limit : standard.For(category);
        return new()
        {
            Ingestion = Of(RateCategory.Ingestion),
            Status = Of(RateCategory.Status),
            List = Of(RateCategory.List),
            Search = Of(RateCategory.Search),
            Chat = Of(RateCategory.Chat),
            Prompts = Of(RateCategory.Prompts),
        };
    }

    private static RateCategory Category(object key) => Enum.TryParse(key.ToString(), ignoreCase: true, out RateCategory category) && category != RateCategory.Unlimited
        ? category
        : throw new MemicException(MemicErrorCodes.InvalidInput, $"'{key}' is no rate limit; there are Ingestion, Status, List, Search, Chat and Prompts.");

    private static int Limit(object? value) => LanguagePrimitives.TryConvertTo(value, out int limit) && limit >= 0
        ? limit
        : throw new MemicException(MemicErrorCodes.InvalidInput, $"'{value}' is no limit; it must be a whole number from 0.");
}
