namespace Memic.Client.Tests;

/// <summary>A request of the matrix, within the call that sends it.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Method">The method of the request.</param>
/// <param name="Path">The path of the request, as a fault has it.</param>
/// <param name="ConnectionsBefore">How many connections the call makes before that of the request.</param>
/// <param name="RunAsync">Makes the call, and returns what the user gets.</param>
internal sealed record MatrixOperation(string Name, string Method, string Path, int ConnectionsBefore, Func<MemicClient, MatrixFiles, Task<string>> RunAsync)
{
    public static IReadOnlyList<MatrixOperation> All { get; } =
    [
        new("init", "POST", "/files/init", 0, UploadAsync),
        new("PUT", "PUT", "/storage/*", 1, UploadAsync),
        new("confirm", "POST", "/files/*/confirm", 2, UploadAsync),
        new("status", "GET", "/files/*/status", 0, async (client, files) => (await client.Files.GetStatusAsync(files.Id, default)).State.ToString()),
        new("list", "GET", "/files", 0, async (client, _) => Count((await client.Files.GetPageAsync(1, default)).Files.Count, "file")),
        new("delete", "DELETE", "/files/*", 0, DeleteAsync),
        new("search", "POST", "/search", 0, async (client, _) => Count((await client.Search.SearchAsync(new() { Query = "notes" }, default)).Hits.Count, "hit")),
        new("prompt", "GET", "/prompts/*", 0, async (client, _) => (await client.Prompts.GetAsync("summarizer", default)).Name),
    ];

    /// <summary>Whether the call sends a file.</summary>
    public bool IsUpload => Name is "init" or "PUT" or "confirm";

    public override string ToString() => Name;

    private static async Task<string> UploadAsync(MemicClient client, MatrixFiles files)
    {
        await client.Files.UploadAsync(new FileUploadRequest { Path = files.Path }, default);
        return "sent";
    }

    private static async Task<string> DeleteAsync(MemicClient client, MatrixFiles files)
    {
        await client.Files.DeleteAsync(files.Id, default);
        return "deleted";
    }

    private static string Count(int count, string noun) => $"{count} {noun}";
}
