using System.Collections;
using System.Management.Automation;
using System.Net;

namespace Memic.Cmdlets;

/// <summary>Connects to Memic and makes the connection the default of the runspace.</summary>
/// <remarks>
/// The key is checked with one request. It determines organization, project and environment. Several connections can be held by name, one for each customer.
/// Where no connection can be made at all (the name is unknown, nobody listens, the certificate is refused), it says so after two tries, unless -MaximumRetryCount is given.
/// Without Connect-Memic the cmdlets use the environment variables MEMIC_API_KEY, MEMIC_BASE_URL and MEMIC_RATE_LIMIT_STORE.
/// The count of requests is shared by all processes of a user on one machine. Several machines that use one key share it through a Redis or Valkey
/// server (-RateLimitStore), or each takes a fixed part of the limits (-RateLimitShare). Where the server is lost, each process goes on with its share
/// and warns; when it is back, they share again.
/// Errors: invalid_api_key, api_key_missing, secret_unavailable, insecure_base_url, invalid_input, rate_limit_store_unavailable, and errors of the network or the service.
/// </remarks>
/// <example><code>Connect-Memic -ApiKey (Read-Host -AsSecureString)</code><para>Prompts for the key and connects.</para></example>
/// <example><code>Connect-Memic -SecretName MemicKey -Vault Ops</code><para>Takes the key from a vault.</para></example>
/// <example><code>Connect-Memic -ApiKey $key -RateLimitStore rediss://limits:6379</code><para>Connects from one of several machines that share the limits of the key.</para></example>
/// <example><code>
/// Connect-Memic -ApiKey $key -Name contoso
/// Send-MemicFile report.pdf -Connection contoso
/// </code><para>Creates a connection with a name and uses it.</para></example>
[Cmdlet(VerbsCommunications.Connect, "Memic", DefaultParameterSetName = KeySet)]
[OutputType(typeof(MemicConnection))]
public sealed class ConnectMemicCommand : MemicCmdlet
{
    private const string KeySet = "ApiKey";
    private const string SecretSet = "Secret";

    /// <summary>Specifies the API key: a string, a SecureString, or a credential whose password it is. By default MEMIC_API_KEY.</summary>
    [Parameter(Position = 0, ParameterSetName = KeySet)]
    [ApiKeyTransformation]
    [AllowNull]
    public object? ApiKey { get; set; }

    /// <summary>Specifies the name of a secret that contains the key, for the module Microsoft.PowerShell.SecretManagement.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>Specifies the vault of the secret. By default the default vault.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    public string? Vault { get; set; }

    /// <summary>Specifies the base address up to and including the version. By default MEMIC_BASE_URL, else https://api.memic.ai/api/v1.</summary>
    [Parameter]
    [AddressTransformation]
    public Uri? BaseUri { get; set; }

    /// <summary>Specifies the name of the connection, by which other cmdlets find it. By default 'unnamed'. No connection can be called 'default': that is the one that is used without a name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "unnamed";

    /// <summary>Specifies the proxy. By default the system's, or HTTPS_PROXY.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>Specifies the credential for the proxy.</summary>
    [Parameter]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Uses the credential of the current user for the proxy. By default a proxy gets no credential.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Uses no proxy, whatever the system settings are.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Specifies how many times a request is sent again after 429, 5xx or a network failure: 0 to 100, 0 for never. By default 4, which makes five attempts.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>Specifies the longest Retry-After that is waited for, as a TimeSpan or in seconds; beyond it the error is raised at once. By default two minutes.</summary>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan MaximumRetryDelay { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Specifies how long to wait for one response, in seconds: 1 to 86400. By default 100. The transfer of a file has no such limit.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 100;

    /// <summary>Specifies how long an upload may make no progress before it starts again, in seconds: 1 to 86400. By default 60.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int StallTimeoutSec { get; set; } = 60;

    /// <summary>Specifies other rate limits than the documented ones, in requests per minute: @{ Ingestion = 120; Status = 300; List = 120; Search = 60; Chat = 30; Prompts = 600 }. 0 for no limit.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RateLimitCompleter))]
    public IDictionary? RateLimit { get; set; }

    /// <summary>
    /// Specifies who shares the count of the key's requests: Process, all connections of this process; Machine, all processes of the user on this machine;
    /// Fleet, all machines that name the same -RateLimitStore. By default Fleet if a store is named, else Machine.
    /// </summary>
    [Parameter]
    [ValidateSet(nameof(Memic.RateLimitScope.Process), nameof(Memic.RateLimitScope.Machine), nameof(Memic.RateLimitScope.Fleet))]
    public string? RateLimitScope { get; set; }

    /// <summary>
    /// Specifies the Redis or Valkey server that counts for several machines: redis://host:6379, rediss:// for TLS, with rediss://user:password@host:port/database,
    /// or a configuration string of StackExchange.Redis. By default MEMIC_RATE_LIMIT_STORE, the better place for a password.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RateLimitStore { get; set; }

    /// <summary>
    /// Specifies the part of each rate limit that this connection takes: more than 0, at most 1. It is for several machines without a store in common, for
    /// example 0.25 on each of four. With a store, it is what each process takes while the store is away.
    /// </summary>
    [Parameter]
    public double? RateLimitShare { get; set; }

    /// <summary>Allows plain http to another host than this computer: the key can then be read on the way.</summary>
    [Parameter]
    public SwitchParameter AllowUnencrypted { get; set; }

    /// <summary>Returns the connection. By default, nothing is returned.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var connection = new MemicConnection(Settings());
            if (!TryRun(Name, new MemicClient(connection, Notifications, MyInvocation.BoundParameters.ContainsKey(nameof(MaximumRetryCount)) ? null : connection.RetryForPerson()).Account.GetContextAsync, out _))
            {
                connection.Dispose();
                return;
            }

            ConnectionRegistry.Add(connection);
            if (PassThru)
            {
                WriteObject(connection);
            }
        }
        catch (MemicException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, Name));
        }
        finally
        {
            Complete();
        }
    }

    private MemicConnectionSettings Settings()
    {
        if (ConnectionRegistry.IsReserved(Name))
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, "No connection can be called 'default': the default is the one that is used without -Connection, and Select-MemicConnection selects it.");
        }

        var isKeyGiven = MyInvocation.BoundParameters.ContainsKey(nameof(ApiKey));
        var settings = MemicEnvironment.Settings(withKey: !isKeyGiven && SecretName is null);
        settings.ApiKey = SecretName is not null ? SecretVault.Read(InvokeCommand, SecretName, Vault)
            : isKeyGiven ? ApiKey as ApiKey ?? throw ((UnusableApiKey)ApiKey!).Error
            : settings.ApiKey;
        settings.BaseUri = BaseUri ?? settings.BaseUri;
        settings.Name = Name;
        settings.AllowUnencrypted = AllowUnencrypted;
        settings.NoProxy = NoProxy;
        settings.Proxy = CreateProxy();
        settings.UseDefaultProxyCredentials = ProxyUseDefaultCredentials;
        settings.Retry = new() { MaximumRetryCount = MaximumRetryCount, MaximumRetryDelay = MaximumRetryDelay };
        settings.Timeout = TimeSpan.FromSeconds(TimeoutSec);
        settings.StallTimeout = TimeSpan.FromSeconds(StallTimeoutSec);
        settings.RateLimits = RateLimitParser.Parse(RateLimit);
        settings.RateLimitShare = RateLimitShare;
        settings.RateLimitScope = RateLimitScope is null ? null : (RateLimitScope)Enum.Parse(typeof(RateLimitScope), RateLimitScope, ignoreCase: true);

        // Who asks for a smaller scope does not mean the store of the environment.
        settings.RateLimitStore = RateLimitStore?.Trim() ?? (settings.RateLimitScope is null or Memic.RateLimitScope.Fleet ? settings.RateLimitStore : null);
        return settings;
    }

    private WebProxy? CreateProxy() => Proxy is null ? null : new WebProxy(Proxy)
    {
        UseDefaultCredentials = ProxyUseDefaultCredentials,
        Credentials = ProxyCredential?.GetNetworkCredential() ?? (ProxyUseDefaultCredentials ? CredentialCache.DefaultCredentials : null),
    };
}
