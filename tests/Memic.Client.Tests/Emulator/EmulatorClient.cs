using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Memic.Client.Tests;

/// <summary>An emulator on a fake clock, and a bare HTTP client for it that does nothing on its own.</summary>
internal sealed class EmulatorClient : IAsyncDisposable
{
    public const string Key = EmulatorOptions.DefaultKey;

    private EmulatorClient(FakeTime time, MemicEmulator emulator)
    {
        Time = time;
        Emulator = emulator;
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(emulator.BaseUri + "/") };
    }

    public FakeTime Time { get; }

    public MemicEmulator Emulator { get; }

    public HttpClient Http { get; }

    public static async Task<EmulatorClient> StartAsync(Action<EmulatorOptions>? configure = null)
    {
        var time = new FakeTime();
        var options = new EmulatorOptions { TimeProvider = time };
        configure?.Invoke(options);
        return new EmulatorClient(time, await MemicEmulator.StartAsync(options));
    }

    /// <summary>Sends a request to a path below the API, or to a whole address, with the default key.</summary>
    public Task<HttpResponseMessage> SendAsync(string method, string path, object? body = null, string? key = Key)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path.StartsWith('/') ? path[1..] : path) { Content = body is null ? null : JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("X-API-Key", key);
        }

        return Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Sends a request that must succeed, and returns its JSON.</summary>
    public async Task<JsonNode> GetJsonAsync(string method, string path, object? body = null)
    {
        using var response = await SendAsync(method, path, body);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>Sends a request to the control plane that must succeed, and returns its JSON.</summary>
    public async Task<JsonNode?> ControlAsync(string method, string path, object? body = null)
    {
        using var response = await SendAsync(method, Emulator.ControlUri + path, body);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return response.Content.Headers.ContentLength == 0 ? null : await response.Content.ReadFromJsonAsync<JsonNode>();
    }

    public static object InitBody(string name = "a.txt", long size = 1) => new { filename = name, size, mime_type = "text/plain" };

    /// <summary>Announces a file of a text.</summary>
    public async Task<(string Id, Uri Url)> InitAsync(string name = "a.txt", string text = "x")
    {
        var init = await GetJsonAsync("POST", "/files/init", InitBody(name, Encoding.UTF8.GetByteCount(text)));
        return ((string)init["file_id"]!, new Uri((string)init["upload_url"]!));
    }

    public Task<HttpResponseMessage> PutAsync((string Id, Uri Url) file, string text) => PutAsync(file, new StringContent(text));

    public Task<HttpResponseMessage> PutAsync((string Id, Uri Url) file, HttpContent content) =>
        Http.SendAsync(new HttpRequestMessage(HttpMethod.Put, file.Url) { Content = content }, HttpCompletionOption.ResponseHeadersRead);

    /// <summary>Uploads a file of a text and confirms it, and returns its id.</summary>
    public async Task<string> UploadAsync(string name, string text)
    {
        var file = await InitAsync(name, text);
        using var put = await PutAsync(file, text);
        put.EnsureSuccessStatusCode();
        await GetJsonAsync("POST", $"/files/{file.Id}/confirm");
        return file.Id;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Emulator.DisposeAsync();
    }
}
