using System.Collections.Concurrent;
using System.Text;

namespace Memic.Emulator;

/// <summary>The files of all environments.</summary>
public sealed class FileStore
{
    // Enough for any test, and little enough for an emulator that runs for weeks.
    private const int MaximumDeleted = 20_000;

    private readonly ConcurrentDictionary<Guid, StoredFile> _files = new();
    private readonly Queue<FileHistory> _deleted = new();
    private readonly EmulatorState _state;
    private readonly StateFolder? _folder;
    private readonly Lock _lock = new();
    private StoredFile[]? _newestFirst;
    private long _lastSequence;

    internal FileStore(EmulatorState state, StateFolder? folder)
    {
        _state = state;
        _folder = folder;
        foreach (var file in folder?.LoadFiles() ?? [])
        {
            _files[file.Id] = file;
            _lastSequence = Math.Max(_lastSequence, file.Sequence);
        }
    }

    /// <summary>Gets a snapshot of all files, newest first.</summary>
    public IReadOnlyList<StoredFile> All
    {
        get
        {
            lock (_lock)
            {
                return _newestFirst ??= [.. _files.Values.OrderByDescending(file => file.CreatedAt).ThenByDescending(file => file.Sequence)];
            }
        }
    }

    /// <summary>Gets what became of each file, those that were deleted first, of which the last 20,000 are known.</summary>
    public IReadOnlyList<FileHistory> GetHistory()
    {
        lock (_lock)
        {
            var now = _state.UtcNow;
            return [.. _deleted.Concat(_files.Values.OrderBy(file => file.Sequence).Select(file => CreateHistory(file, now)))];
        }
    }

    /// <summary>Gets the file with an id, or <see langword="null"/>.</summary>
    public StoredFile? Find(string id) => Guid.TryParse(id, out var parsed) ? _files.GetValueOrDefault(parsed) : null;

    /// <summary>Gets the current state of a file.</summary>
    public FileState GetState(StoredFile file)
    {
        lock (_lock)
        {
            return FileLifecycle.GetState(file, _state.UtcNow);
        }
    }

    /// <summary>Adds a file without an upload.</summary>
    public StoredFile Seed(FileSeed seed)
    {
        var now = _state.UtcNow;
        var scope = _state.Keys.Find(seed.Key) ?? _state.Keys.Default;
        var bytes = seed.Text is null ? null : Encoding.UTF8.GetBytes(seed.Text);
        return Add(new StoredFile
        {
            Id = seed.Id ?? Guid.NewGuid(),
            Scope = scope,
            Name = seed.Name,
            Size = seed.Size ?? bytes?.Length ?? 1,
            MimeType = seed.MimeType ?? FileTypes.GetMimeType(seed.Name),
            ReferenceId = seed.ReferenceId,
            Metadata = seed.Metadata ?? [],
            FolderId = seed.FolderId ?? scope.DefaultFolderId,
            FolderName = seed.FolderName ?? "Default",
            CreatedAt = seed.CreatedAt ?? now,
            ChangedAt = seed.CreatedAt ?? now,
            ConfirmedAt = seed.Status is null ? now : null,
            ProcessingTime = _state.Options.ProcessingTime,
            StatusOverride = seed.Status,
            ErrorMessage = seed.ErrorMessage,
            TotalChunksOverride = seed.TotalChunks,
            Content = bytes is null ? null : StoredContent.Create(bytes, NewContentPath()),
            Sequence = NextSequence(),
        });
    }

    /// <summary>Sets the status of a file; <see langword="null"/> returns it to its normal processing.</summary>
    public void SetStatus(StoredFile file, string? status, string? errorMessage = null) => Change(file, () =>
    {
        file.StatusOverride = status;
        file.ErrorMessage = errorMessage;
    });

    /// <summary>Removes a file.</summary>
    /// <returns><see langword="true"/> if the file existed.</returns>
    public bool Remove(StoredFile file)
    {
        lock (_lock)
        {
            var now = _state.UtcNow;
            if (!_files.TryRemove(file.Id, out _))
            {
                return false;
            }

            _folder?.Delete(file);
            _newestFirst = null;
            _deleted.Enqueue(CreateHistory(file, now) with { DeletedAt = now });
            if (_deleted.Count > MaximumDeleted)
            {
                _deleted.Dequeue();
            }

            return true;
        }
    }

    /// <summary>Removes all files, and forgets what became of them.</summary>
    public void Clear()
    {
        foreach (var file in _files.Values)
        {
            Remove(file);
        }

        lock (_lock)
        {
            _deleted.Clear();
        }
    }

    internal StoredFile Add(StoredFile file)
    {
        lock (_lock)
        {
            _files[file.Id] = file;
            _newestFirst = null;
            _folder?.Save(file);
            return file;
        }
    }

    internal long NextSequence() => Interlocked.Increment(ref _lastSequence);

    /// <summary>Gets the path to write an upload to, or <see langword="null"/> to keep it in memory.</summary>
    internal string? NewContentPath() => _folder?.NewContentPath();

    /// <summary>Changes a file under the lock of the store, and saves it.</summary>
    internal void Change(StoredFile file, Action change)
    {
        lock (_lock)
        {
            RecordStatuses(file, _state.UtcNow);
            try
            {
                change();
            }
            finally
            {
                file.ChangedAt = _state.UtcNow;
                if (_files.ContainsKey(file.Id))
                {
                    _folder?.Save(file);
                }
            }
        }
    }

    private static void RecordStatuses(StoredFile file, DateTimeOffset now)
    {
        foreach (var change in FileLifecycle.GetChanges(file, now))
        {
            // A change need not be one of the status.
            if (file.PastStatuses.Count == 0 || file.PastStatuses[^1].Status != change.Status)
            {
                file.PastStatuses.Add(change);
            }
        }
    }

    private static FileHistory CreateHistory(StoredFile file, DateTimeOffset now)
    {
        var known = file.PastStatuses.Count;
        RecordStatuses(file, now);
        FileStatusChange[] statuses = [.. file.PastStatuses];

        // What follows from the time alone is not kept: it is computed again when it is asked for.
        file.PastStatuses.RemoveRange(known, statuses.Length - known);
        return new FileHistory
        {
            Id = file.Id,
            Name = file.Name,
            ReferenceId = file.ReferenceId,
            Environment = file.Scope.Environment,
            Metadata = file.Metadata,
            Size = file.Size,
            ContentSize = file.Content?.Size,
            ContentSha256 = file.Content?.Sha256,
            Statuses = statuses,
        };
    }
}
