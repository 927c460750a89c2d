using System.Collections.Concurrent;
using System.IO.Enumeration;

namespace Memic.Emulator;

/// <summary>
/// The API keys that the emulator accepts. Keys can be added and revoked while it runs. A key with <c>?</c> for any character
/// and <c>*</c> for any characters stands for all that match; each is counted for itself.
/// </summary>
public sealed class ApiKeyStore
{
    private readonly ConcurrentDictionary<string, ApiKeyScope> _keys = new(StringComparer.Ordinal);

    internal ApiKeyStore(IReadOnlyDictionary<string, ApiKeyScope> initial) => Restore(initial);

    /// <summary>Gets each accepted key and its scope.</summary>
    public IReadOnlyDictionary<string, ApiKeyScope> All => new Dictionary<string, ApiKeyScope>(_keys);

    /// <summary>Gets the scope of seeded files that specify no key.</summary>
    internal ApiKeyScope Default { get; private set; } = new();

    /// <summary>Adds a key, or changes its scope.</summary>
    public void Add(string key, ApiKeyScope scope) => _keys[key] = scope;

    /// <summary>Revokes a key. The next request with it is rejected.</summary>
    /// <returns><see langword="true"/> if the key was accepted.</returns>
    public bool Remove(string key) => _keys.TryRemove(key, out _);

    /// <summary>Gets the scope of a key, or <see langword="null"/> if it is not accepted.</summary>
    public ApiKeyScope? Find(string? key) => key is null ? null
        : _keys.TryGetValue(key, out var scope) ? scope
        : _keys.FirstOrDefault(pattern => FileSystemName.MatchesSimpleExpression(pattern.Key, key, ignoreCase: false)).Value;

    internal void Restore(IReadOnlyDictionary<string, ApiKeyScope> initial)
    {
        _keys.Clear();
        foreach (var (key, scope) in initial)
        {
            _keys[key] = scope;
        }

        Default = initial.Values.FirstOrDefault() ?? new ApiKeyScope();
    }
}
