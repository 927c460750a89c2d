namespace Memic;

/// <summary>The API of the account: the context of the key.</summary>
public sealed class AccountApi
{
    private readonly ApiClient _api;
    private readonly MemicConnection _connection;

    internal AccountApi(ApiClient api, MemicConnection connection) => (_api, _connection) = (api, connection);

    /// <summary>Gets the organization, project and environment of the key (<c>GET /me</c>).</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="MemicException"><c>invalid_api_key</c>, or an error of the network or the service.</exception>
    public async Task<MemicContext> GetContextAsync(CancellationToken cancellationToken)
    {
        var request = new ApiRequest<ContextResponse>(HttpMethod.Get, "me", RateCategory.Unlimited, MemicJson.Default.ContextResponse)
        {
            Operation = "me",
            Subject = _connection.Name,
            Validate = static response => response is { OrganizationId: null, ProjectId: null, EnvironmentId: null, EnvironmentSlug: null } ? Messages.ContextMissing : null,
        };
        var context = MemicContext.From((await _api.SendAsync(request, cancellationToken).ConfigureAwait(false))!);
        _connection.Context = context;
        return context;
    }
}

/// <summary>Response of <c>GET /me</c>.</summary>
internal sealed record ContextResponse(
    string? OrganizationId, string? OrganizationName, string? ProjectId, string? ProjectName, string? EnvironmentId, string? EnvironmentSlug);
