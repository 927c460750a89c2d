namespace Memic.Client.Tests;

/// <summary>Uploads to an Azure Blob Storage that checks signatures as the real one does.</summary>
public sealed class AzuriteTests(AzuriteServer server) : IClassFixture<AzuriteServer>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [AzuriteFact]
    public async Task A_file_arrives_byte_for_byte_as_a_block_blob_of_its_content_type_whatever_its_name()
    {
        var azurite = await server.GetAsync();
        await using var service = await UploadService.StartAsync((_, name) => azurite.SignedUrl(name, TimeSpan.FromHours(1)));
        string[] paths = [_folder.Bytes(5000, "report.pdf"), _folder.Text("ünï cödé & 100 % (1).txt", "Grüße"), _folder.Bytes(100 * 1024 * 1024, "large.docx")];

        foreach (var path in paths)
        {
            await UploadAsync(service, path);
            var (content, type, blobType) = await azurite.ReadAsync(Path.GetFileName(path));
            Assert.True((await File.ReadAllBytesAsync(path)).AsSpan().SequenceEqual(content), path);
            Assert.Equal("BlockBlob", blobType);
            Assert.Equal(
                Path.GetExtension(path) switch { ".pdf" => "application/pdf", ".txt" => "text/plain", _ => "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
                type?.MediaType);
        }

        Assert.Equal(["init", "confirm", "init", "confirm", "init", "confirm"], service.Calls);
    }

    [AzuriteFact]
    public async Task A_url_whose_time_is_over_is_replaced_by_a_new_one()
    {
        var azurite = await server.GetAsync();
        await using var service = await UploadService.StartAsync((number, name) => azurite.SignedUrl(name, TimeSpan.FromHours(number == 0 ? -1 : 1)));

        await UploadAsync(service, _folder.Text("late.txt", "text"));

        Assert.Equal(["init", "init", "confirm"], service.Calls);
        Assert.Equal("text"u8.ToArray(), (await azurite.ReadAsync("late.txt")).Content);
    }

    [AzuriteFact]
    public async Task A_signature_that_is_wrong_is_storage_rejected_and_nothing_is_stored()
    {
        var azurite = await server.GetAsync();
        await using var service = await UploadService.StartAsync((_, name) => azurite.SignedUrl("another.txt", TimeSpan.FromHours(1)).Replace("another.txt", name, StringComparison.Ordinal));

        var failure = await Assert.ThrowsAsync<MemicException>(() => UploadAsync(service, _folder.Text("notes.txt")));

        Assert.Equal(("storage_rejected", 403), (failure.Code, failure.StatusCode));
        Assert.DoesNotContain("sig=", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("confirm", service.Calls);
        await Assert.ThrowsAsync<HttpRequestException>(() => azurite.ReadAsync("notes.txt"));
    }

    private static async Task UploadAsync(UploadService service, string path)
    {
        using var connection = new MemicConnection(new MemicConnectionSettings { ApiKey = new ApiKey("mk_live_EXAMPLE"), BaseUri = service.BaseUri, NoProxy = true });
        await new MemicClient(connection).Files.UploadAsync(new FileUploadRequest { Path = path }, default);
    }
}
