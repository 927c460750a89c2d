using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Memic.Benchmarks;

/// <summary>The minimal client: the requests alone, without limits, retries, checks or reports.</summary>
internal sealed class FloorClient : IDisposable
{
    private readonly HttpClient _api;
    private readonly HttpClient _storage = new(Handler());

    public FloorClient(Uri baseUri, string key)
    {
        _api = new HttpClient(Handler()) { BaseAddress = new Uri(baseUri + "/") };
        _api.DefaultRequestHeaders.Add("X-API-Key", key);
    }

    public async Task<string?> GetStatusAsync(string id)
    {
        using var reply = await _api.GetAsync(new Uri($"files/{id}/status", UriKind.Relative));
        reply.EnsureSuccessStatusCode();
        return (string?)(await reply.Content.ReadFromJsonAsync<JsonNode>())?["status"];
    }

    public async Task<string> SendAsync(string path)
    {
        var body = new { filename = Path.GetFileName(path), size = new FileInfo(path).Length, mime_type = "text/plain" };
        using var init = await _api.PostAsJsonAsync("files/init", body);
        var place = await init.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>();
        await using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan))
        {
            // The same buffer size as the client under test, so that both read the disk alike.
            using var content = new StreamContent(file, 128 * 1024) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain"), ContentLength = file.Length } };
            using var put = await _storage.PutAsync((string)place!["upload_url"]!, content);
            put.EnsureSuccessStatusCode();
        }

        var id = (string)place["file_id"]!;
        using var confirm = await _api.PostAsync(new Uri($"files/{id}/confirm", UriKind.Relative), null);
        confirm.EnsureSuccessStatusCode();
        await confirm.Content.ReadFromJsonAsync<JsonNode>();
        return id;
    }

    public void Dispose()
    {
        _api.Dispose();
        _storage.Dispose();
    }

    private static SocketsHttpHandler Handler() => new() { UseProxy = false, UseCookies = false };
}
