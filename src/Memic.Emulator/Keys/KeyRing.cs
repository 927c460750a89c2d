using System.Collections.Concurrent;

namespace Memic.Emulator;

/// <summary>The API keys that the emulator accepts. They can be added and revoked while it runs.</summary>
public sealed class KeyRing
{
    private readonly ConcurrentDictionary<string, KeyBinding> keys = new(StringComparer.Ordinal);

    internal KeyRing(IReadOnlyDictionary<string, KeyBinding> initial) => Restore(initial);

    /// <summary>Every accepted key and what it opens.</summary>
    public IReadOnlyDictionary<string, KeyBinding> All => new Dictionary<string, KeyBinding>(keys);

    /// <summary>Where seeded files go unless told otherwise.</summary>
    internal KeyBinding Default { get; private set; } = new();

    /// <summary>Accepts a key, or changes what it opens.</summary>
    public void Add(string key, KeyBinding binding) => keys[key] = binding;

    /// <summary>Revokes a key: the next request with it is refused.</summary>
    /// <returns>Whether the key was known.</returns>
    public bool Remove(string key) => keys.TryRemove(key, out _);

    /// <summary>What a key opens, or null if it is not accepted.</summary>
    public KeyBinding? Find(string? key) => key is not null && keys.TryGetValue(key, out var binding) ? binding : null;

    internal void Restore(IReadOnlyDictionary<string, KeyBinding> initial)
    {
        keys.Clear();
        foreach (var (key, binding) in initial)
        {
            keys[key] = binding;
        }

        Default = initial.Values.FirstOrDefault() ?? new KeyBinding();
    }
}
