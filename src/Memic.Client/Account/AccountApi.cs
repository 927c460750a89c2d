using System.Text.Json;
using static Memic.JsonValueReader;

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
        var request = new ApiRequest<ContextResponse>(HttpMethod.Get, "me", RateCategory.Unlimited, ContextResponse.Parse)
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
internal sealed record ContextResponse
{
    public string? OrganizationId { get; private set; }

    public string? OrganizationName { get; private set; }

    public string? ProjectId { get; private set; }

    public string? ProjectName { get; private set; }

    public string? EnvironmentId { get; private set; }

    public string? EnvironmentSlug { get; private set; }

    public static ContextResponse? Parse(byte[] body) => JsonObjectReader.Parse<ContextResponse>(body, ReadProperty);

    private static void ReadProperty(ContextResponse context, string name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "organization_id": context.OrganizationId = ReadText(ref reader); break;
            case "organization_name": context.OrganizationName = ReadText(ref reader); break;
            case "project_id": context.ProjectId = ReadText(ref reader); break;
            case "project_name": context.ProjectName = ReadText(ref reader); break;
            case "environment_id": context.EnvironmentId = ReadText(ref reader); break;
            case "environment_slug": context.EnvironmentSlug = ReadText(ref reader); break;
            default: reader.Skip(); break;
        }
    }
}
