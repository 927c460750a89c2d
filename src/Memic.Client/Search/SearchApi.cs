using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Memic;

/// <summary>The API of search and chat over uploaded documents.</summary>
public sealed class SearchApi
{
    private readonly ApiClient _api;
    private readonly MemicConnection _connection;

    internal SearchApi(ApiClient api, MemicConnection connection) => (_api, _connection) = (api, connection);

    /// <summary>Searches (<c>POST /search</c>).</summary>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="MemicException"><c>invalid_input</c>, <c>file_not_found</c>, <c>file_still_processing</c>, or another error.</exception>
    public async Task<MemicSearchResponse> SearchAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        var request = Post("search", query.Query, RateCategory.Search, query.ToRequest(), MemicJson.Default.SearchRequest, MemicJson.Default.SearchResponse, static response => response == new SearchResponse() ? Messages.ResultsMissing : null);
        return MemicSearchResponse.From((await _api.SendAsync(request, cancellationToken).ConfigureAwait(false))!, query.Query, _connection);
    }

    /// <summary>Asks a question (<c>POST /chat</c>). The service keeps no conversation: each question stands alone.</summary>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="MemicException"><c>invalid_input</c>, <c>file_not_found</c>, <c>file_still_processing</c>, or another error.</exception>
    public async Task<MemicAnswer> AskAsync(ChatQuestion question, CancellationToken cancellationToken)
    {
        var request = Post("chat", question.Question, RateCategory.Chat, question.ToRequest(), MemicJson.Default.ChatRequest, MemicJson.Default.ChatResponse, static response => response.Answer is null ? Messages.AnswerMissing : null);
        return MemicAnswer.From((await _api.SendAsync(request, cancellationToken).ConfigureAwait(false))!, question.Question, _connection);
    }

    private static ApiRequest<TResponse> Post<TBody, TResponse>(
        string path, string subject, RateCategory category, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TResponse> responseType, Func<TResponse, string?> validate)
        where TResponse : class =>
        new(HttpMethod.Post, path, category, response => JsonSerializer.Deserialize(response, responseType)) { Operation = path, Subject = subject, Body = JsonSerializer.SerializeToUtf8Bytes(body, bodyType), Validate = validate };
}
