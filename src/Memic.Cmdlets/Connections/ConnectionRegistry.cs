using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Memic.Cmdlets;

/// <summary>
/// The connections there are. Names hold for the whole process, so that parallel scripts can use them; which one is the
/// default belongs to the runspace. Without any, the environment variables decide.
/// </summary>
internal static class ConnectionRegistry
{
    private static readonly ConcurrentDictionary<string, MemicConnection> Named = new(StringComparer.OrdinalIgnoreCase);
    private static readonly ConditionalWeakTable<Runspace, StrongBox<MemicConnection?>> Defaults = new();
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<MemicConnection>> FromEnvironment = new(StringComparer.Ordinal);

    public static IEnumerable<MemicConnection> All => Named.Values.OrderBy(connection => connection.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The default of the runspace that calls; must be read on the pipeline thread.</summary>
    public static MemicConnection? Default
    {
        get => Box.Value is { IsDisconnected: false } connection ? connection : null;
        set => Box.Value = value;
    }

    private static StrongBox<MemicConnection?> Box => Defaults.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>Keeps a connection under its name; one that had the name before keeps working for those who hold it.</summary>
    public static void Add(MemicConnection connection)
    {
        Named[connection.Name] = connection;
        Default = connection;
    }

    public static MemicConnection? TryFind(string name) => Named.TryGetValue(name, out var connection) ? connection : null;

    public static MemicConnection Find(string name) => TryFind(name) ?? throw NotFound(name);

    public static MemicException NotFound(string name) =>
        new(MemicErrorCodes.ConnectionNotFound, $"There is no connection '{name}'.{(IsReserved(name) ? " The default connection is used where none is named." : string.Empty)}");

    /// <summary>Whether a name would be taken for the connection that is used without a name.</summary>
    public static bool IsReserved(string name) => string.Equals(name, "default", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether a cmdlet that is given no connection uses this one; must be called on the pipeline thread.</summary>
    public static bool IsDefault(MemicConnection connection)
    {
        try
        {
            return ReferenceEquals(connection, Resolve(null));
        }
        catch (MemicException)
        {
            // Several could be meant, so that none is the default.
            return false;
        }
    }

    /// <summary>Forgets the key of a connection.</summary>
    public static void Remove(MemicConnection connection)
    {
        ((ICollection<KeyValuePair<string, MemicConnection>>)Named).Remove(new(connection.Name, connection));
        connection.Dispose();
    }

    /// <summary>The connection that a cmdlet uses: the one it was given, else the runspace's default, else the only one there is.</summary>
    /// <exception cref="MemicException"><c>api_key_missing</c>, <c>connection_not_found</c>, <c>connection_ambiguous</c>, <c>insecure_base_url</c> or <c>invalid_input</c>.</exception>
    public static MemicConnection Resolve(object? given) => given switch
    {
        null => Default ?? SingleConnection(),
        MemicConnection connection => connection,
        PSCustomObject => throw new MemicException(MemicErrorCodes.ConnectionNotFound, "-Connection is given an object that is no connection of this process: neither a connection nor its key goes into another one, such as that of a job."),
        var other => Find(other.ToString() ?? string.Empty),
    };

    /// <summary>
    /// What a runspace without a default uses, such as one of ForEach-Object -Parallel. It never guesses between two
    /// keys: files would end up with the wrong customer.
    /// </summary>
    private static MemicConnection SingleConnection()
    {
        var key = System.Environment.GetEnvironmentVariable(MemicEnvironment.ApiKey);
        MemicConnection[] candidates = string.IsNullOrEmpty(key) ? [.. Named.Values] : [.. Named.Values, Environment()];
        return candidates.Length == 0 ? Environment()
            : candidates.All(connection => connection.KeyFingerprint == candidates[0].KeyFingerprint && connection.BaseUri == candidates[0].BaseUri) ? candidates[0]
            : throw new MemicException(MemicErrorCodes.ConnectionAmbiguous, $"This runspace has no default connection, and there are several: {string.Join(", ", candidates.Select(connection => connection.Name))}.");
    }

    /// <summary>The connection of the environment's key, address and rate limit store; the key itself is kept nowhere but in it.</summary>
    private static MemicConnection Environment()
    {
        var settings = MemicEnvironment.Settings();
        var known = FromEnvironment.GetOrAdd($"{settings.BaseUri}\n{settings.RateLimitStore}", static _ => new());
        lock (known)
        {
            if (settings.ApiKey is { } apiKey && known.FirstOrDefault(connection => !connection.IsDisconnected && connection.HasKey(apiKey)) is { } found)
            {
                return found;
            }

            var connection = new MemicConnection(settings);
            known.Enqueue(connection);
            return connection;
        }
    }
}
