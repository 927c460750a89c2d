using System.Collections.Concurrent;
using System.Text;

namespace Memic.Emulator;

/// <summary>The files of all environments.</summary>
public sealed class FileStore
{
    private readonly ConcurrentDictionary<Guid, StoredFile> files = new();
    private readonly EmulatorState state;
    private readonly StateFolder? folder;
    private readonly Lock gate = new();
    private long order;

    internal FileStore(EmulatorState state, StateFolder? folder)
    {
        this.state = state;
        this.folder = folder;
        foreach (var file in folder?.LoadFiles() ?? [])
        {
            files[file.Id] = file;
            order = Math.Max(order, file.Order);
        }
    }

    /// <summary>A snapshot of all files, newest first.</summary>
    public IReadOnlyList<StoredFile> All =>
        [.. files.Values.OrderByDescending(file => file.CreatedAt).ThenByDescending(file => file.Order)];

    /// <summary>The file of that id, or null.</summary>
    public StoredFile? Find(string id) => Guid.TryParse(id, out var parsed) ? files.GetValueOrDefault(parsed) : null;

    /// <summary>Where a file stands now.</summary>
    public FileState StateOf(StoredFile file)
    {
        lock (gate)
        {
            return FileLifecycle.At(file, state.Now);
        }
    }

    /// <summary>Puts a file in without an upload.</summary>
    public StoredFile Seed(FileSeed seed)
    {
        var now = state.Now;
        var scope = state.Keys.Find(seed.Key) ?? state.Keys.Default;
        var bytes = seed.Text is null ? null : Encoding.UTF8.GetBytes(seed.Text);
        return Add(new StoredFile
        {
            Id = seed.Id ?? Guid.NewGuid(),
            Scope = scope,
            Name = seed.Name,
            Size = seed.Size ?? bytes?.Length ?? 1,
            MimeType = seed.MimeType ?? FileTypes.MimeTypeOf(seed.Name),
            ReferenceId = seed.ReferenceId,
            Metadata = seed.Metadata ?? [],
            FolderId = seed.FolderId ?? scope.DefaultFolderId,
            FolderName = seed.FolderName ?? "Default",
            CreatedAt = seed.CreatedAt ?? now,
            ChangedAt = seed.CreatedAt ?? now,
            ConfirmedAt = seed.Status is null ? now : null,
            ProcessingTime = state.Options.ProcessingTime,
            FixedStatus = seed.Status,
            ErrorMessage = seed.ErrorMessage,
            FixedChunks = seed.TotalChunks,
            Content = bytes is null ? null : StoredContent.Of(bytes, NewContentPath()),
            Order = NextOrder(),
        });
    }

    /// <summary>Sets a file's status by hand; null gives it back to its lifecycle.</summary>
    public void SetStatus(StoredFile file, string? status, string? errorMessage = null) => Change(file, () =>
    {
        file.FixedStatus = status;
        file.ErrorMessage = errorMessage;
    });

    /// <summary>Removes a file.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(StoredFile file)
    {
        folder?.Delete(file);
        return files.TryRemove(file.Id, out _);
    }

    /// <summary>Removes all files.</summary>
    public void Clear()
    {
        foreach (var file in files.Values)
        {
            Remove(file);
        }
    }

    internal StoredFile Add(StoredFile file)
    {
        files[file.Id] = file;
        folder?.Save(file);
        return file;
    }

    internal long NextOrder() => Interlocked.Increment(ref order);

    /// <summary>Where an upload in progress is written, if not to memory.</summary>
    internal string? NewContentPath() => folder?.NewContentPath();

    /// <summary>Changes a file while nobody else looks at it, and keeps the change.</summary>
    internal void Change(StoredFile file, Action change)
    {
        lock (gate)
        {
            try
            {
                change();
            }
            finally
            {
                file.ChangedAt = state.Now;
                if (files.ContainsKey(file.Id))
                {
                    folder?.Save(file);
                }
            }
        }
    }
}
