using System.Reflection;

namespace Memic;

/// <summary>Finds the store that a connection's settings ask for.</summary>
internal static class RateLimitStores
{
    private const string FleetAssembly = "Memic.RateLimiting.Redis";
    private const string FleetFactory = "Memic.RedisRateLimitStoreFactory";

    private static readonly string[] Schemes = ["redis", "rediss", "valkey", "valkeys"];

    /// <exception cref="MemicException"><c>invalid_input</c>: the settings contradict each other.</exception>
    public static RateLimitScope FindScope(MemicConnectionSettings settings)
    {
        if (settings.RateLimitShare is { } share && !(share > 0 && share <= 1))
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, Messages.OutOfRange(nameof(settings.RateLimitShare), "more than 0 and at most 1"));
        }

        var isNamed = !string.IsNullOrWhiteSpace(settings.RateLimitStore);
        if (isNamed && SchemeOf(settings.RateLimitStore!) is { } scheme && !Schemes.Contains(scheme, StringComparer.Ordinal))
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, Messages.StoreSchemeUnknown);
        }

        var scope = settings.RateLimitScope ?? (isNamed ? RateLimitScope.Fleet : RateLimitScope.Machine);
        if (scope == RateLimitScope.Fleet != isNamed)
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, isNamed ? Messages.StoreNeedsFleet : Messages.FleetNeedsStore);
        }

        // A clock that only this process knows cannot be shared with others.
        return scope == RateLimitScope.Machine && settings.TimeProvider != TimeProvider.System ? RateLimitScope.Process : scope;
    }

    /// <exception cref="MemicException"><c>rate_limit_store_unavailable</c>: the library of the store is missing; <c>invalid_input</c>: the store's address cannot be read.</exception>
    public static IRateLimitStore Create(RateLimitScope scope, string keyHash, MemicConnectionSettings settings, RateLimitNotices notices) => scope switch
    {
        RateLimitScope.Process => new MemoryRateLimitStore(settings.TimeProvider),
        RateLimitScope.Machine => new MachineRateLimitStore(new MachineRateLimitFile(settings.RateLimitFolder, keyHash), settings.TimeProvider, notices),
        _ => LoadFactory().Create(settings.RateLimitStore!, keyHash, settings.RateLimitShare, settings.TimeProvider, notices),
    };

    /// <summary>The scheme of an address, in lower case; <see langword="null"/> for a configuration string, which may have slashes in its password.</summary>
    public static string? SchemeOf(string address) =>
        address.IndexOf("://", StringComparison.Ordinal) is var end && end >= 0 && address[..end].All(letter => char.IsLetterOrDigit(letter) || letter is '+' or '-' or '.')
            ? address[..end].ToLowerInvariant()
            : null;

    /// <summary>Only who names a store pays for its library: it is loaded here, and nothing else refers to it.</summary>
    private static IRateLimitStoreFactory LoadFactory()
    {
        try
        {
            return (IRateLimitStoreFactory)Activator.CreateInstance(Assembly.Load(FleetAssembly).GetType(FleetFactory, throwOnError: true)!)!;
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or TypeLoadException)
        {
            throw new MemicException(MemicErrorCodes.RateLimitStoreUnavailable, Messages.StoreLibraryMissing(e.Message));
        }
    }
}
