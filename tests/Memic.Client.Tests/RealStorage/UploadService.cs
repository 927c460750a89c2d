using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Memic.Client.Tests;

/// <summary>As much of the API as an upload needs, with the upload URLs of another storage.</summary>
internal sealed class UploadService : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Func<int, string, string> _url;
    private readonly List<string> _calls = [];

    private UploadService(WebApplication application, Func<int, string, string> url)
    {
        (_application, _url) = (application, url);
        application.MapPost("/api/v1/files/init", Init);
        application.MapPost("/api/v1/files/{id}/confirm", (string id) => Confirm(id));
    }

    public Uri BaseUri => new(_application.Urls.Single() + "/api/v1");

    /// <summary>The calls so far.</summary>
    public IReadOnlyList<string> Calls => _calls;

    /// <param name="url">Gives the upload URL of a file, by how many were given before and its name.</param>
    public static async Task<UploadService> StartAsync(Func<int, string, string> url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new UploadService(builder.Build(), url);
        await service._application.StartAsync();
        return service;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private IResult Init(JsonElement body)
    {
        var url = _url(_calls.Count, body.GetProperty("filename").GetString()!);
        _calls.Add("init");
        return Results.Json(new { file_id = Guid.NewGuid(), upload_url = url, expires_in = 3600 });
    }

    private IResult Confirm(string id)
    {
        _calls.Add("confirm");
        return Results.Json(new { id, status = "uploaded" });
    }
}
