using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Memic.Client.Tests;

/// <summary>Azurite, Microsoft's emulator of Azure Blob Storage, in a process of its own: a storage that was not written for these tests.</summary>
internal sealed class Azurite : IAsyncDisposable
{
    /// <summary>Why a test that needs it is skipped.</summary>
    public const string Missing = "azurite-blob is not installed: uploads to real Azure Blob Storage are not tested. With Node.js: npm install -g azurite.";

    private const string Account = "memic";
    private const string Version = "2021-12-02";

    private static readonly string Key = Convert.ToBase64String(Encoding.ASCII.GetBytes("EXAMPLE"));

    private readonly Process _process;
    private readonly HttpClient _http = new();

    private Azurite(Process process, Uri blobs) => (_process, Blobs) = (process, blobs);

    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "azurite-blob")));

    /// <summary>The account's address.</summary>
    public Uri Blobs { get; }

    public static async Task<Azurite> StartAsync()
    {
        var start = new ProcessStartInfo("azurite-blob", ["--blobHost", "127.0.0.1", "--blobPort", "0", "--inMemoryPersistence", "--disableTelemetry", "--silent"])
        {
            RedirectStandardOutput = true,
            Environment = { ["AZURITE_ACCOUNTS"] = $"{Account}:{Key}" },
        };
        var process = Process.Start(start)!;
        const string Listening = "listens on ";
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)) is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is var at && at >= 0)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                var azurite = new Azurite(process, new Uri($"{line[(at + Listening.Length)..].Trim()}/{Account}/"));
                await azurite.CreateContainerAsync();
                return azurite;
            }
        }

        throw new InvalidOperationException("Azurite ended at once.");
    }

    /// <summary>A URL with which one blob may be written, as a service gives it away.</summary>
    public string SignedUrl(string name, TimeSpan lifetime)
    {
        var end = Time(lifetime);
        var signature = Sign("cw", "", end, $"/blob/{Account}/files/{name}", "", "", "", Version, "b", "", "", "", "", "", "", "");
        return $"{Blobs}files/{Uri.EscapeDataString(name)}?sv={Version}&sr=b&sp=cw&se={Uri.EscapeDataString(end)}&sig={Uri.EscapeDataString(signature)}";
    }

    /// <summary>What is stored under a name.</summary>
    public async Task<(byte[] Content, MediaTypeHeaderValue? Type, string? BlobType)> ReadAsync(string name)
    {
        using var response = await _http.GetAsync(new Uri($"{Blobs}files/{Uri.EscapeDataString(name)}?{AccountSignature()}"));
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentType, response.Headers.GetValues("x-ms-blob-type").Single());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string Time(TimeSpan fromNow) => (DateTime.UtcNow + fromNow).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Sign(params string[] fields) =>
        Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.UTF8.GetBytes(string.Join('\n', fields))));

    private static string AccountSignature()
    {
        var end = Time(TimeSpan.FromHours(1));
        var signature = Sign(Account, "rwc", "b", "co", "", end, "", "", Version, "", "");
        return $"sv={Version}&ss=b&srt=co&sp=rwc&se={Uri.EscapeDataString(end)}&sig={Uri.EscapeDataString(signature)}";
    }

    private async Task CreateContainerAsync()
    {
        using var response = await _http.PutAsync(new Uri($"{Blobs}files?restype=container&{AccountSignature()}"), null);
        response.EnsureSuccessStatusCode();
    }
}
