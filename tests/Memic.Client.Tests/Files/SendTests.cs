using System.Security.Cryptography;

namespace Memic.Client.Tests;

/// <summary>Sending one file: init, PUT, confirm.</summary>
public class SendTests
{
    private static readonly string[] Whole = ["POST /files/init", "PUT /storage/*", "POST /files/*/confirm"];

    [Fact]
    public async Task A_file_costs_exactly_three_requests()
    {
        await using var environment = await TestEnvironment.StartAsync();

        var file = await environment.SendAsync(environment.Folder.Text());

        Assert.Equal(Whole, environment.Calls);
        Assert.Equal(("notes.txt", "uploaded", FileState.Processing, 11L, "text/plain"), (file.Name, file.Status, file.State, file.Size, file.MimeType));
        Assert.Equal(Path.Combine(environment.Folder.Path, "notes.txt"), file.Path);
    }

    [Theory]
    [InlineData(StorageKind.Plain)]
    [InlineData(StorageKind.Azure)]
    public async Task Storage_gets_the_bytes_of_the_file_and_may_answer_200_or_201(StorageKind kind)
    {
        await using var environment = await TestEnvironment.StartAsync(e => e.Storage = kind);
        var path = environment.Folder.Bytes(3_000_001);

        await environment.SendAsync(path);

        var put = environment.Requests[1];
        Assert.Equal(kind is StorageKind.Azure ? 201 : 200, put.Status);
        Assert.Equal((3_000_001, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))), (put.BodyLength, put.BodySha256));
    }

    [Fact]
    public async Task Storage_gets_no_key_and_no_header_but_type_length_and_host()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "/files/init", Status = 201, Body = InitReply(environment, "/storage/7/notes.txt?name=x") });
        environment.Emulator.Faults.Add(new Fault { Method = "PUT", Status = 200, Body = "" });
        environment.Emulator.Faults.Add(new Fault { Path = "*/confirm", Status = 200, Body = """{"id": "7", "status": "uploaded"}""" });

        await environment.SendAsync(environment.Folder.Text());

        var headers = environment.Requests[1].Headers;
        Assert.Equal(["Content-Length", "Content-Type", "Host"], headers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("11", "text/plain"), (headers["Content-Length"], headers["Content-Type"]));
    }

    [Fact]
    public async Task An_azure_address_gets_one_header_more()
    {
        await using var environment = await TestEnvironment.StartAsync(e => e.Storage = StorageKind.Azure);

        await environment.SendAsync(environment.Folder.Text());

        Assert.Equal("BlockBlob", environment.Requests[1].Headers["x-ms-blob-type"]);
        Assert.Equal(["Content-Length", "Content-Type", "Host", "x-ms-blob-type"], environment.Requests[1].Headers.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/storage/7/a%20b.txt?sig=a%2Fb%2bc%3D%3d&se=2030-01-01T00%3A00%3A00Z")]
    [InlineData("/storage/7/a.txt?sig=abc/+=~%7E&x=%41&&y")]
    [InlineData("/storage/7/./x/../%2e%2E//a.txt?q='(1)!*'")]
    public async Task The_storage_url_is_used_to_the_letter(string target)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "/files/init", Status = 201, Body = InitReply(environment, target) });
        environment.Emulator.Faults.Add(new Fault { Method = "PUT", Status = 200, Body = "" });
        environment.Emulator.Faults.Add(new Fault { Path = "*/confirm", Status = 200, Body = """{"id": "7", "status": "uploaded"}""" });

        await environment.SendAsync(environment.Folder.Text());

        Assert.Equal(target, $"{environment.Requests[1].Path}?{environment.Requests[1].Query}");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("/storage/only/a/path")]
    [InlineData("ftp://127.0.0.1/x?sig=1")]
    [InlineData("http://storage.example/x?sig=1")]
    [InlineData("file:///etc/passwd")]
    public async Task A_storage_url_that_cannot_be_used_safely_is_invalid_response(string url)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "/files/init", Status = 201, Body = $$"""{"file_id": "7", "upload_url": "{{url}}"}""" });

        Assert.Equal("invalid_response", (await environment.FailureOfSendingAsync(environment.Folder.Text())).Code);
        Assert.Single(environment.Requests);
    }

    [Fact]
    public async Task Init_tells_leaf_name_size_and_type_and_nothing_that_was_not_given()
    {
        await using var environment = await TestEnvironment.StartAsync();

        await environment.SendAsync(environment.Folder.Text("\u00DCbersicht \u20AC 1.md", "# \u00DC"));

        Assert.Equal(
            """{"filename":"\u00DCbersicht \u20AC 1.md","size":4,"mime_type":"text/markdown"}""",
            environment.Requests[0].Body);
    }

    [Fact]
    public async Task Init_tells_reference_folder_and_mime_type_that_were_given()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var folder = Guid.NewGuid().ToString();

        var file = await environment.SendAsync(new FileUploadRequest { Path = environment.Folder.Text(), ReferenceId = "doc-1", FolderId = folder, MimeType = "text/x-notes" });

        Assert.Equal($$"""{"filename":"notes.txt","size":11,"mime_type":"text/x-notes","reference_id":"doc-1","folder_id":"{{folder}}"}""", environment.Requests[0].Body);
        Assert.Equal("text/x-notes", environment.Requests[1].Headers["Content-Type"]);
        Assert.Equal("doc-1", file.ReferenceId);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("text/plain\r\nX-Evil: 1")]
    [InlineData("")]
    public async Task A_mime_type_that_is_none_is_invalid_input_before_anything_is_sent(string mimeType)
    {
        await using var environment = await TestEnvironment.StartAsync();

        var error = await environment.FailureOfAsync(environment.Client.Files.UploadAsync(new FileUploadRequest { Path = environment.Folder.Text(), MimeType = mimeType }, default));

        Assert.Equal("invalid_input", error.Code);
        Assert.Empty(environment.Requests);
    }

    private static string InitReply(TestEnvironment environment, string target) =>
        $$"""{"file_id": "7", "upload_url": "{{environment.Emulator.BaseUri.GetLeftPart(UriPartial.Authority)}}{{target}}", "expires_in": 3600}""";
}
