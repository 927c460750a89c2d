namespace Memic.Interruption.Tests;

/// <summary>What a scheduled task does each night, over real sockets. The number of files that failed is its exit code.</summary>
internal static class Job
{
    // Few enough that files wait for each other, so that a kill meets every stage.
    private const int ThrottleLimit = 4;

    public static async Task<int> RunAsync(JobKind kind, Uri service, string folder, string locks)
    {
        using var connection = new MemicConnection(new MemicConnectionSettings
        {
            ApiKey = new ApiKey(EmulatorOptions.DefaultKey),
            BaseUri = service,
            NoProxy = true,
            RateLimits = RateLimits.None,
        });
        var client = new MemicClient(connection);
        try
        {
            return kind == JobKind.Sync ? await SyncAsync(client, folder, locks) : await SendAsync(client, folder);
        }
        catch (MemicException)
        {
            return 1;
        }
    }

    private static async Task<int> SyncAsync(MemicClient client, string folder, string locks)
    {
        var options = new FolderSyncOptions { Path = folder, LockFolder = locks, Delete = true, Force = true, ThrottleLimit = ThrottleLimit };
        var summary = await new FolderSynchronizer(client, options, (_, _) => Task.FromResult(true), (_, _) => Task.CompletedTask).RunAsync(default);
        return summary.Counts.GetValueOrDefault(MemicSyncAction.Failed);
    }

    private static async Task<int> SendAsync(MemicClient client, string folder)
    {
        var listed = new List<MemicFile>();
        var lister = new FileLister(client);
        while (await lister.NextAsync(default) is { } files)
        {
            listed.AddRange(files);
        }

        var left = listed.Where(file => file.IsFailed || file.State == FileState.Incomplete).ToList();
        var known = listed.Except(left).Select(file => file.ReferenceId).ToHashSet();
        using var poller = new FileStatusPoller(client, TimeSpan.FromMinutes(1), default);
        using var queue = new UploadQueue(client, ThrottleLimit, poller.WaitAsync, default);
        var sent = new List<Task<MemicFile>>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path);
            if (!known.Contains(name))
            {
                sent.Add(await queue.AddAsync(new FileUploadRequest { Path = path, ReferenceId = name }));
            }
        }

        var failures = 0;
        foreach (var file in sent)
        {
            try
            {
                await file;
            }
            catch (MemicException)
            {
                failures++;
            }
        }

        foreach (var file in left)
        {
            await client.Files.DeleteAsync(file.Id, default);
        }

        return failures;
    }
}
