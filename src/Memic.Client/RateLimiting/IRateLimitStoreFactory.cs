namespace Memic;

/// <summary>Creates the store of a fleet, in an assembly that is loaded only when a store is named.</summary>
internal interface IRateLimitStoreFactory
{
    /// <summary>Creates the store; nothing is contacted yet.</summary>
    /// <param name="address">What the user named; it may hold a password.</param>
    /// <param name="keyHash">What the key is known by; never the key.</param>
    /// <param name="share">The share of the limit that this process takes while the store is away; <see langword="null"/> for what the store last knew.</param>
    /// <param name="time">The process's clock.</param>
    /// <param name="notices">Where to say what a person should know.</param>
    /// <exception cref="MemicException"><c>invalid_input</c>: the address cannot be read.</exception>
    IRateLimitStore Create(string address, string keyHash, double? share, TimeProvider time, RateLimitNotices notices);
}
