namespace Memic;

/// <summary>
/// Uploads many files, several at once, each a task of its own. It holds back whoever adds files faster than they can be
/// sent, so memory does not grow with their number. After an error that no other file could avoid, nothing more begins.
/// </summary>
public sealed class UploadQueue : IDisposable
{
    private readonly MemicClient _client;
    private readonly Func<MemicFile, Task<MemicFile>>? _followUp;
    private readonly CancellationToken _cancellationToken;
    private readonly SemaphoreSlim _room;
    private readonly SemaphoreSlim _slots;
    private volatile MemicException? _stopped;

    /// <summary>Creates a queue; nothing is sent yet.</summary>
    /// <param name="client">The client to upload with.</param>
    /// <param name="throttleLimit">The number of files that are sent at once: 1 to 64.</param>
    /// <param name="followUp">What else happens to each confirmed file before its task completes, such as waiting until it is ready. It holds no place of the limit.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests; uploads under way end at once.</param>
    public UploadQueue(MemicClient client, int throttleLimit, Func<MemicFile, Task<MemicFile>>? followUp, CancellationToken cancellationToken)
    {
        (_client, _followUp, _cancellationToken) = (client, followUp, cancellationToken);
        _slots = new SemaphoreSlim(throttleLimit);
        // As many again may be queued, so that a place that gets free is taken at once.
        _room = new SemaphoreSlim(2 * throttleLimit);
    }

    /// <summary>Waits for room and queues an upload.</summary>
    /// <param name="file">The file.</param>
    /// <returns>
    /// The upload, which completes with the file once it is confirmed and followed up. After an error that no other file
    /// could avoid, such as a key that is refused, the uploads that have not begun fail with that error, and nothing is sent for them.
    /// </returns>
    public async Task<Task<MemicFile>> AddAsync(FileUploadRequest file)
    {
        FileUploadRequest captured;
        try
        {
            captured = file.Capture();
        }
        catch (MemicException e)
        {
            return Task.FromException<MemicFile>(e);
        }

        _client.Observer.Progress.Expect(LengthOf(file));
        await _room.WaitAsync(_cancellationToken).ConfigureAwait(false);
        if (_cancellationToken.IsCancellationRequested)
        {
            // The room is that of an upload that was just cancelled.
            _room.Release();
            _cancellationToken.ThrowIfCancellationRequested();
        }

        return FinishAsync(UploadAsync(captured));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _room.Dispose();
        _slots.Dispose();
    }

    private async Task<MemicFile> UploadAsync(FileUploadRequest file)
    {
        try
        {
            await _slots.WaitAsync(_cancellationToken).ConfigureAwait(false);
            try
            {
                _cancellationToken.ThrowIfCancellationRequested();
                // Off the caller's thread, which may be that of a pipeline: files are opened here.
                return _stopped is null ? await Task.Run(() => _client.Files.UploadAsync(file, _cancellationToken), CancellationToken.None).ConfigureAwait(false) : throw _stopped;
            }
            catch (MemicException e) when (e.Error.IsTerminating)
            {
                // Before the place gets free: the next file must see it.
                _stopped ??= e;
                throw;
            }
            finally
            {
                _slots.Release();
            }
        }
        finally
        {
            _room.Release();
        }
    }

    private async Task<MemicFile> FinishAsync(Task<MemicFile> upload)
    {
        try
        {
            var file = await upload.ConfigureAwait(false);
            return _followUp is null ? file : await _followUp(file).ConfigureAwait(false);
        }
        catch (MemicException e) when (e.Error.IsTerminating)
        {
            _stopped ??= e;
            throw;
        }
        finally
        {
            _client.Observer.Progress.Finish();
        }
    }

    /// <summary>Only for the progress: a file that cannot be measured fails later, with its own error.</summary>
    private static long LengthOf(FileUploadRequest file)
    {
        try
        {
            return new FileInfo(file.Path).Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return 0;
        }
    }
}
