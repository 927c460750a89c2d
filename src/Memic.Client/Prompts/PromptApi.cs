namespace Memic;

/// <summary>Prompts.</summary>
public sealed class PromptApi
{
    readonly MemicClient _client;

    internal PromptApi(MemicClient client) => _client = client;

    /// <summary>Fetches the live version (<c>GET /prompts/{name}</c>).</summary>
    /// <param name="name">The name, unique in the key's environment.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MemicException"><c>prompt_not_found</c>: no prompt of that name has a live version; or another failure.</exception>
    public async Task<MemicPrompt> GetAsync(string name, CancellationToken cancellationToken)
    {
        var path = "prompts/" + PathSegment.Of(name, nameof(name));
        var reply = (await _client.SendAsync(new ApiRequest<PromptReply>(HttpMethod.Get, path, RateCategory.Prompts, MemicJson.Default.PromptReply) { Operation = "prompts.get" }, cancellationToken).ConfigureAwait(false))!;
        _client.Connection.SeenPrompts.Add(name, name);
        return new()
        {
            Name = reply.Name ?? name,
            Body = reply.Body ?? throw new MemicException(MemicErrorCodes.InvalidResponse, Texts.PromptBodyMissing),
            Variables = MemicTextList.From(reply.Variables),
            VersionNumber = reply.VersionNumber,
            UpdatedAt = reply.UpdatedAt?.UtcDateTime,
        };
    }
}
