namespace Memic.Emulator;

/// <summary>Whose key it is, send, wait, search, prompt, and one error: each step is printed and checked.</summary>
internal sealed class DemoJob(MemicEmulator emulator, MemicConnection connection)
{
    private readonly EventChannel reports = new(capacity: 64, wanted: _ => false);
    private readonly RequestPrinter requests = new(emulator.Requests);

    private MemicClient Client => new(connection, reports);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await ConnectAsync(cancellationToken);
        await SendAsync(cancellationToken);
        await SearchAsync(cancellationToken);
        await RenderAsync(cancellationToken);
        await FailAsync(cancellationToken);
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        Title("Whose key is it?");
        var context = await Client.Account.GetContextAsync(cancellationToken);
        requests.Print();
        Console.WriteLine($"   {context}");
        DemoException.ThrowUnless(context.EnvironmentSlug == "production", "the key opens another environment.");
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        Title("Send documents: init, upload, confirm");
        var waiter = new FileWaiter(Client, TimeSpan.FromMinutes(1), cancellationToken);
        foreach (var (name, _) in DemoDocuments.All)
        {
            var file = await Client.Files.SendAsync(new FileToSend { Path = DemoDocuments.PathOf(name), ReferenceId = "demo/" + name }, cancellationToken);
            Console.WriteLine($"   {name}, {file.Size} bytes");
            requests.Print();
            waiter.Add(file);
        }

        Title("Wait until they can be searched");
        await waiter.CompleteAsync();
        requests.Print();
        var ready = 0;
        while (reports.TryTake(out var report))
        {
            ready += Show(report);
        }

        DemoException.ThrowUnless(ready == DemoDocuments.All.Count, $"{ready} of {DemoDocuments.All.Count} documents can be searched.");
    }

    private static int Show(MemicEvent report)
    {
        if (report is FailureEvent failure)
        {
            throw failure.Error;
        }

        if (report is not ResultEvent { Value: MemicFile { IsReady: true, TotalChunks: > 0 } file })
        {
            return 0;
        }

        Console.WriteLine($"   {file.Name}: {file.State}, {file.TotalChunks} {(file.TotalChunks == 1 ? "chunk" : "chunks")}");
        return 1;
    }

    private async Task SearchAsync(CancellationToken cancellationToken)
    {
        Title("Search what was sent");
        foreach (var (name, question) in DemoDocuments.All)
        {
            var found = await Client.Search.SearchAsync(new SearchQuery { Query = question, Top = 1 }, cancellationToken);
            Console.WriteLine($"   '{question}'");
            requests.Print();
            DemoException.ThrowUnless(found.Hits is [{ } first, ..] && first.FileName == name, $"{name} is not the first hit.");
            var hit = found.Hits[0];
            Console.WriteLine($"     score {hit.Score:0.00} in {hit.FileName}{(hit.PageNumber is { } page ? $", page {page}" : "")}");
        }
    }

    private async Task RenderAsync(CancellationToken cancellationToken)
    {
        Title("Fetch a prompt and fill it in");
        var prompt = await Client.Prompts.GetAsync("summarizer", cancellationToken);
        var text = prompt.Render(new Dictionary<string, string> { ["topic"] = "restoring a backup", ["lang"] = "English" });
        requests.Print();
        Console.WriteLine($"   {text}");
        DemoException.ThrowUnless(text.Contains("restoring a backup", StringComparison.Ordinal), "the prompt is not filled in.");
    }

    private async Task FailAsync(CancellationToken cancellationToken)
    {
        Title("One error, as a script sees it");
        try
        {
            await Client.Files.GetStatusAsync(Guid.Empty.ToString(), cancellationToken);
            throw new DemoException("a file that does not exist has a status.");
        }
        catch (MemicException error) when (error.Code == MemicErrorCodes.FileNotFound)
        {
            requests.Print();
            Console.WriteLine($"   code        {error.Code} (HTTP {error.StatusCode})");
            Console.WriteLine($"   detail      {error.Detail}");
            Console.WriteLine($"   advice      {error.Error.Advice}");
            Console.WriteLine($"   request id  {error.RequestId}");
            DemoException.ThrowUnless(error.RequestId == emulator.Requests.All[^1].RequestId, "the error has another request's id.");
        }
    }

    private static void Title(string text) => Console.WriteLine($"\n{text}");
}
