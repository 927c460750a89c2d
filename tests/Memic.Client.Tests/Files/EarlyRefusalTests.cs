using System.Net.Sockets;
using System.Text;

namespace Memic.Client.Tests;

/// <summary>Storage may refuse an upload before it has read the body; the answer must be seen.</summary>
public class EarlyRefusalTests
{
    private const int Size = 20 * 1024 * 1024;

    [Fact]
    public async Task A_large_file_whose_url_is_refused_early_costs_one_new_init()
    {
        using var folder = new TempFolder();
        await using var storage = new Storage(refusals: 1, "403 Forbidden");

        var file = await storage.UploadAsync(folder.Bytes(Size, "big.txt"));

        Assert.Equal("id-2", file.Id);
        Assert.Equal((2, 2, 1), (storage.Inits, storage.Puts, storage.Confirms));
        Assert.Equal(Size, storage.Received);
    }

    [Fact]
    public async Task A_large_file_that_is_refused_early_is_storage_rejected_and_sent_once()
    {
        using var folder = new TempFolder();
        await using var storage = new Storage(refusals: int.MaxValue, "413 Too Large");

        var error = await Assert.ThrowsAsync<MemicException>(() => storage.UploadAsync(folder.Bytes(Size, "big.txt")));

        Assert.Equal(("storage_rejected", 413), (error.Code, error.StatusCode));
        Assert.Equal((1, 1, 0), (storage.Inits, storage.Puts, storage.Confirms));
    }

    [Fact]
    public async Task A_storage_that_never_says_to_continue_gets_the_file_all_the_same()
    {
        using var folder = new TempFolder();
        await using var storage = new Storage(refusals: 0, "", continues: false);

        await storage.UploadAsync(folder.Bytes(2 * 1024 * 1024, "big.txt"));

        Assert.Equal((1, 2 * 1024 * 1024), (storage.Puts, storage.Received));
    }

    /// <summary>An API and a storage over raw sockets; the storage refuses without reading the body.</summary>
    private sealed class Storage : IAsyncDisposable
    {
        private readonly RawServer _server;
        private readonly MemicConnection _connection;
        private readonly int _refusals;
        private readonly string _refusal;
        private readonly bool _continues;

        public Storage(int refusals, string refusal, bool continues = true)
        {
            (_refusals, _refusal, _continues) = (refusals, refusal, continues);
            _server = new RawServer(AnswerAsync);
            _connection = new MemicConnection(new() { ApiKey = new ApiKey(TestEnvironment.Key), BaseUri = _server.Uri, NoProxy = true });
        }

        public int Inits { get; private set; }

        public int Puts { get; private set; }

        public int Confirms { get; private set; }

        public long Received { get; private set; }

        public Task<MemicFile> UploadAsync(string path) => new MemicClient(_connection).Files.UploadAsync(new FileUploadRequest { Path = path }, default);

        public async ValueTask DisposeAsync()
        {
            _connection.Dispose();
            await _server.DisposeAsync();
        }

        private async Task AnswerAsync(NetworkStream stream, CancellationToken cancellationToken)
        {
            var head = _server.Heads[^1];
            if (head.StartsWith("PUT ", StringComparison.Ordinal))
            {
                await PutAsync(stream, head, cancellationToken);
            }
            else if (head.Contains("/files/init", StringComparison.Ordinal))
            {
                Inits++;
                var root = _server.Uri.GetLeftPart(UriPartial.Authority);
                await WriteAsync(stream, "201 Created", $$"""{"file_id": "id-{{Inits}}", "upload_url": "{{root}}/storage/{{Inits}}?sig=x"}""", cancellationToken);
            }
            else
            {
                Confirms++;
                await WriteAsync(stream, "200 OK", """{"status": "uploaded"}""", cancellationToken);
            }
        }

        private async Task PutAsync(NetworkStream stream, string head, CancellationToken cancellationToken)
        {
            Puts++;
            if (Puts <= _refusals)
            {
                await WriteAsync(stream, _refusal, "<Error><Code>Refused</Code><Message>No</Message></Error>", cancellationToken);
                return;
            }

            if (_continues && head.Contains("100-continue", StringComparison.OrdinalIgnoreCase))
            {
                await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellationToken);
            }

            var length = long.Parse(head.Split("Content-Length: ")[1].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
            Received = head.Length - (head.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4);
            var buffer = new byte[81920];
            while (Received < length)
            {
                Received += await stream.ReadAsync(buffer, cancellationToken);
            }

            await WriteAsync(stream, "201 Created", "", cancellationToken);
        }

        private static Task WriteAsync(NetworkStream stream, string status, string body, CancellationToken cancellationToken) =>
            stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"), cancellationToken).AsTask();
    }
}
