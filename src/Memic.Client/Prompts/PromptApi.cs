using System.Text.Json;

namespace Memic;

/// <summary>The API of prompts.</summary>
public sealed class PromptApi
{
    private readonly ApiClient _api;
    private readonly RecentItems _recent;

    internal PromptApi(ApiClient api, RecentItems recent) => (_api, _recent) = (api, recent);

    /// <summary>Gets the live version of a prompt (<c>GET /prompts/{name}</c>).</summary>
    /// <param name="name">The name, unique in the key's environment.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="MemicException"><c>prompt_not_found</c>: no prompt of that name has a live version; or another error.</exception>
    public async Task<MemicPrompt> GetAsync(string name, CancellationToken cancellationToken)
    {
        var request = new ApiRequest<PromptResponse>(HttpMethod.Get, "prompts/" + UriPath.Escape(name, nameof(name)), RateCategory.Prompts, static body => JsonSerializer.Deserialize(body, MemicJson.Default.PromptResponse))
        {
            Operation = "prompts.get",
            NamesItem = true,
            Subject = name,
            Validate = static response => response.Body is null ? Messages.PromptBodyMissing : null,
        };
        var response = (await _api.SendAsync(request, cancellationToken).ConfigureAwait(false))!;
        _recent.Remember(name, name);
        return new()
        {
            Name = response.Name ?? name,
            Body = response.Body!,
            Variables = MemicStringList.From(response.Variables),
            VersionNumber = response.VersionNumber,
            UpdatedAt = response.UpdatedAt?.UtcDateTime,
        };
    }
}

/// <summary>Response of <c>GET /prompts/{name}</c>.</summary>
internal sealed record PromptResponse(string? Name, string? Body, IReadOnlyList<string>? Variables, long? VersionNumber, DateTimeOffset? UpdatedAt);
