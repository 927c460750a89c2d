namespace Memic.Client.Tests;

/// <summary>The example in the README of the client's package: compiled here, and compared with it by <see cref="ReadmeExampleTests"/>.</summary>
internal static class ReadmeExample
{
    public static async Task RunAsync(string key, Uri baseUri, string path, TextWriter output, CancellationToken cancellationToken)
    {
        using var connection = new MemicConnection(new MemicConnectionSettings { ApiKey = new ApiKey(key), BaseUri = baseUri });
        var client = new MemicClient(connection);
        try
        {
            var sent = await client.Files.UploadAsync(new FileUploadRequest { Path = path, ReferenceId = "crm/4711" }, cancellationToken);

            using var poller = new FileStatusPoller(client, TimeSpan.FromMinutes(10), cancellationToken);
            await poller.WaitAsync(sent);

            var found = await client.Search.SearchAsync(new SearchQuery { Query = "notice period", Top = 3 }, cancellationToken);
            foreach (var hit in found.Hits)
            {
                output.WriteLine($"{hit.FileName}: {hit.Content}");
            }
        }
        catch (MemicException error)
        {
            output.WriteLine($"{error.Code}, request {error.RequestId}: {error.Detail}");
        }
    }
}
