using FsCheck.Xunit;

namespace Memic.Client.Tests;

/// <summary>Any plan, carried out against a model of the service.</summary>
public class SyncPlanProperties
{
    private static readonly string[] Paths = ["a.md", "b.md", "sub/a.md", "sub/c.md", "d.md"];
    private static readonly string[] Hashes = ["one", "two", "three"];
    private static readonly string[] Statuses = ["ready", "ready", "parsing_started", "parsing_failed", "uploading", "pending"];

    [Property(MaxTest = 300)]
    public bool A_plan_carried_out_ends_in_the_folder_s_state_whatever_was_there(byte[] folder, (byte Path, byte Hash, byte Status, byte Source)[] remote)
    {
        var files = FolderOf(folder);
        var service = ServiceOf(remote);
        var foreign = service.Where(file => SyncMarker.TryRead(file)?.Source != "docs").ToList();

        var after = Run(service, files, new() { Delete = true, Force = true });

        return files.All(file => after.Count(other => Is(other, file.Key) && other.IsReady && HashOf(other) == file.Value) == 1)
            && after.Count(other => SyncMarker.TryRead(other)?.Source == "docs") == files.Count + (files.Count == 0 ? service.Count(IsFinishedOfOurs) : 0)
            && foreign.All(after.Contains);
    }

    [Property(MaxTest = 200)]
    public bool A_second_run_changes_nothing(byte[] folder, (byte Path, byte Hash, byte Status, byte Source)[] remote, bool delete)
    {
        var files = FolderOf(folder);
        var rules = new SyncRules { Delete = delete, Force = true };

        var once = Run(ServiceOf(remote), files, rules);
        var twice = Run(once, files, rules);

        return once.SequenceEqual(twice);
    }

    [Property(MaxTest = 200)]
    public bool At_no_moment_is_a_searchable_path_of_the_folder_without_a_searchable_version(byte[] folder, (byte Path, byte Hash, byte Status, byte Source)[] remote)
    {
        var files = FolderOf(folder);
        var service = ServiceOf(remote);
        var searchable = Paths.Where(path => files.ContainsKey(path) && service.Any(file => Is(file, path) && file.IsReady)).ToList();
        var holds = true;

        Run(service, files, new() { Delete = true, Force = true }, now => holds &= searchable.All(path => now.Any(file => Is(file, path) && file.IsReady)));

        return holds;
    }

    private static List<MemicFile> Run(List<MemicFile> service, Dictionary<string, string> folder, SyncRules rules, Action<List<MemicFile>>? watch = null)
    {
        var now = service.ToList();
        var manifest = new SyncManifest("docs", DateTimeOffset.UtcNow);
        service.ForEach(manifest.Add);
        var planner = new SyncPlanner(manifest, rules);

        void Remove(SyncedVersion version)
        {
            now.RemoveAll(file => file.Id == version.Id);
            watch?.Invoke(now);
        }

        foreach (var (path, hash) in folder)
        {
            var step = planner.Add(new FolderEntry(FolderEntryKind.File, path, "/docs/" + path) { Size = 3 })!;
            step = planner.Decide(step, new(hash, 3));
            if (step.Kind is SyncStepKind.Send or SyncStepKind.Replace)
            {
                now.Add(Made(path, hash, "ready", "docs"));
                watch?.Invoke(now);
            }
            else if (step.Kind == SyncStepKind.Await)
            {
                now[now.FindIndex(file => file.Id == step.Version!.Id)] = now.Find(file => file.Id == step.Version!.Id)! with { Status = "ready" };
            }

            step.Obsolete.ToList().ForEach(Remove);
        }

        var removals = planner.Finish();
        removals.Unfinished.Concat(removals.Removed).ToList().ForEach(Remove);
        return now;
    }

    private static Dictionary<string, string> FolderOf(byte[] choices) =>
        choices.Select((choice, index) => (Path: Paths[choice % Paths.Length], Hash: Hashes[(choice / 8) % Hashes.Length])).GroupBy(file => file.Path).ToDictionary(group => group.Key, group => group.First().Hash);

    private static List<MemicFile> ServiceOf((byte Path, byte Hash, byte Status, byte Source)[] remote) => remote
        .Select(file => Made(Paths[file.Path % Paths.Length], Hashes[file.Hash % Hashes.Length], Statuses[file.Status % Statuses.Length], file.Source % 4 == 0 ? "other" : "docs"))
        .Concat([new MemicFile { Id = Guid.NewGuid().ToString(), Status = "ready", ReferenceId = "docs/a.md" }]).ToList();

    private static MemicFile Made(string path, string hash, string status, string source) => new()
    {
        Id = Guid.NewGuid().ToString(),
        Status = status,
        Metadata = MemicMetadata.From(JsonValueWriter.ToElement(new SyncMarker(source, path, hash, 3, "").ToMetadata(null))),
    };

    private static bool Is(MemicFile file, string path) => SyncMarker.TryRead(file) is { Source: "docs" } marker && marker.Path == path;

    private static string? HashOf(MemicFile file) => SyncMarker.TryRead(file)?.Sha256;

    private static bool IsFinishedOfOurs(MemicFile file) => SyncMarker.TryRead(file)?.Source == "docs" && file.Status is not ("uploading" or "pending");
}
