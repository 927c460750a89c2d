using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Memic.Benchmarks.FloorModule;

/// <summary>The requests alone, over one HttpClient, without limits, retries, checks or reports.</summary>
internal static class FloorService
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });

    private static string s_baseUri = "";

    public static void Connect(string baseUri, string key)
    {
        s_baseUri = baseUri;
        Http.DefaultRequestHeaders.Remove("X-API-Key");
        Http.DefaultRequestHeaders.Add("X-API-Key", key);
    }

    public static async Task<FloorFile> GetStatusAsync(string id)
    {
        using var response = await Http.GetAsync(new Uri($"{s_baseUri}/files/{id}/status")).ConfigureAwait(false);
        var body = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>().ConfigureAwait(false);
        return new FloorFile((string)body!["id"]!, (string)body["name"]!, (string)body["status"]!);
    }

    public static async Task<FloorFile> SendAsync(string path)
    {
        var name = Path.GetFileName(path);
        using var init = await Http.PostAsJsonAsync($"{s_baseUri}/files/init", new { filename = name, size = new FileInfo(path).Length, mime_type = "text/plain" }).ConfigureAwait(false);
        var place = await init.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>().ConfigureAwait(false);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (file.ConfigureAwait(false))
        {
            using var content = new StreamContent(file, 128 * 1024) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain"), ContentLength = file.Length } };
            using var put = await Http.PutAsync(new Uri((string)place!["upload_url"]!), content).ConfigureAwait(false);
            put.EnsureSuccessStatusCode();
        }

        var id = (string)place["file_id"]!;
        using var confirm = await Http.PostAsync(new Uri($"{s_baseUri}/files/{id}/confirm"), null).ConfigureAwait(false);
        await confirm.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>().ConfigureAwait(false);
        return new FloorFile(id, name, "uploaded");
    }
}
