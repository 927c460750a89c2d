using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Memic;

/// <summary>Search and chat over what was sent.</summary>
public sealed class SearchApi
{
    readonly MemicClient _client;

    internal SearchApi(MemicClient client) => _client = client;

    /// <summary>Searches (<c>POST /search</c>).</summary>
    /// <param name="query">What to search for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MemicException"><c>invalid_input</c>, <c>file_not_found</c>, <c>file_still_processing</c>, or another failure.</exception>
    public async Task<MemicSearchResponse> SearchAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        var request = Post("search", RateCategory.Search, query.ToRequest(), MemicJson.Default.SearchRequest, MemicJson.Default.SearchReply);
        return MemicSearchResponse.From((await _client.SendAsync(request, cancellationToken).ConfigureAwait(false))!, query.Query);
    }

    /// <summary>Asks a question (<c>POST /chat</c>). The service keeps no conversation: each question stands alone.</summary>
    /// <param name="question">What to ask.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MemicException"><c>invalid_input</c>, <c>file_not_found</c>, <c>file_still_processing</c>, or another failure.</exception>
    public async Task<MemicAnswer> AskAsync(ChatQuestion question, CancellationToken cancellationToken)
    {
        var request = Post("chat", RateCategory.Chat, question.ToRequest(), MemicJson.Default.ChatRequest, MemicJson.Default.ChatReply);
        return MemicAnswer.From((await _client.SendAsync(request, cancellationToken).ConfigureAwait(false))!, question.Question);
    }

    static ApiRequest<TReply> Post<TBody, TReply>(string path, RateCategory category, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TReply> replyType)
        where TReply : class => new(HttpMethod.Post, path, category, replyType) { Operation = path, Body = JsonSerializer.SerializeToUtf8Bytes(body, bodyType) };
}
