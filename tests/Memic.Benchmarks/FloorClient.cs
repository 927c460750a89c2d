using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Memic.Benchmarks;

/// <summary>The least that a client can do: the requests themselves, without limits, repeats, checks or reports.</summary>
internal sealed class FloorClient : IDisposable
{
    private readonly HttpClient api;
    private readonly HttpClient storage = new(Handler());

    public FloorClient(Uri baseUri, string key)
    {
        api = new HttpClient(Handler()) { BaseAddress = new Uri(baseUri + "/") };
        api.DefaultRequestHeaders.Add("X-API-Key", key);
    }

    public async Task<string?> GetStatusAsync(string id)
    {
        using var reply = await api.GetAsync(new Uri($"files/{id}/status", UriKind.Relative));
        reply.EnsureSuccessStatusCode();
        return (string?)(await reply.Content.ReadFromJsonAsync<JsonNode>())?["status"];
    }

    public async Task<string> SendAsync(string path)
    {
        var body = new { filename = Path.GetFileName(path), size = new FileInfo(path).Length, mime_type = "text/plain" };
        using var init = await api.PostAsJsonAsync("files/init", body);
        var place = await init.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>();
        await using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan))
        {
            // The copy buffer of the client under test, so that the disk is read alike.
            using var content = new StreamContent(file, 128 * 1024) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain"), ContentLength = file.Length } };
            using var put = await storage.PutAsync((string)place!["upload_url"]!, content);
            put.EnsureSuccessStatusCode();
        }

        var id = (string)place["file_id"]!;
        using var confirm = await api.PostAsync(new Uri($"files/{id}/confirm", UriKind.Relative), null);
        confirm.EnsureSuccessStatusCode();
        await confirm.Content.ReadFromJsonAsync<JsonNode>();
        return id;
    }

    public void Dispose()
    {
        api.Dispose();
        storage.Dispose();
    }

    private static SocketsHttpHandler Handler() => new() { UseProxy = false, UseCookies = false };
}
