using System.Threading.Channels;

namespace Memic;

/// <summary>
/// Waits until files are ready, many at once and with few requests: a page of the list tells of a hundred files. Each is
/// reported as it gets ready, as a failure when it failed or its time is over.
/// </summary>
public sealed class FileWaiter
{
    // Ids that come one by one through a pipeline are asked for together.
    static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    // How soon a newcomer is noticed while the poll itself has become rare.
    static readonly TimeSpan Slice = TimeSpan.FromSeconds(1);

    readonly MemicClient _client;
    readonly TimeSpan _timeout;
    readonly CancellationToken _cancellationToken;
    readonly Channel<WaitingFile> _input = Channel.CreateUnbounded<WaitingFile>(new() { SingleReader = true });
    readonly Dictionary<string, WaitingFile> _waiting = new(StringComparer.Ordinal);
    readonly StatusReader _reader;

    /// <summary>Begins to wait for files to wait for.</summary>
    /// <param name="client">Asks for them; its observer takes the reports.</param>
    /// <param name="timeout">How long each may take, counted from when it was added. Beyond that it is <c>wait_timeout</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public FileWaiter(MemicClient client, TimeSpan timeout, CancellationToken cancellationToken)
    {
        _client = client;
        _timeout = timeout;
        _cancellationToken = cancellationToken;
        _reader = new StatusReader(client);
        Work = Task.Run(PollAllAsync, CancellationToken.None);
    }

    /// <summary>How long a file may take if nothing else is said: 30 minutes.</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromMinutes(30);

    /// <summary>Waits for a file that was just confirmed.</summary>
    /// <param name="file">The file.</param>
    public void Add(MemicFile file) =>
        _input.Writer.TryWrite(new WaitingFile(file, file.Path ?? file.Id, _client.Time.GetTimestamp(), isChecked: true));

    /// <summary>Waits for a file of which nothing is known but its id. It is asked for at once.</summary>
    /// <param name="id">The file's id.</param>
    /// <param name="path">Where it was sent from, if that is known.</param>
    public void Add(string id, string? path = null)
    {
        _client.Observer.Progress.Expect(0);
        _input.Writer.TryWrite(new WaitingFile(new MemicFile { Id = id, Status = "unknown", Path = path }, id, _client.Time.GetTimestamp(), isChecked: false));
    }

    /// <summary>The work under way, for whoever has to wait for its end after giving up.</summary>
    public Task Work { get; }

    /// <summary>Takes no more files; ends when every one is reported.</summary>
    public Task CompleteAsync()
    {
        _input.Writer.TryComplete();
        return Work;
    }

    async Task PollAllAsync()
    {
        var interval = new PollInterval();
        var polled = _client.Time.GetTimestamp();
        while (true)
        {
            TakeInput();
            if (_waiting.Count == 0)
            {
                if (!await _input.Reader.WaitToReadAsync(_cancellationToken).ConfigureAwait(false))
                {
                    return;
                }

                continue;
            }

            await _client.Time.DelayAsync(IsAnyNew() ? Gathering : Slice, _cancellationToken).ConfigureAwait(false);
            TakeInput();
            if (IsAnyNew() || IsAnyLate() || _client.Time.GetElapsedTime(polled) >= interval.Next)
            {
                interval.Adapt(await PollAsync().ConfigureAwait(false));
                polled = _client.Time.GetTimestamp();
            }
        }
    }

    void TakeInput()
    {
        while (_input.Reader.TryRead(out var file))
        {
            _waiting[file.Id] = file;
        }
    }

    bool IsAnyNew() => _waiting.Values.Any(file => !file.IsChecked);

    bool IsAnyLate() => _waiting.Values.Any(file => _client.Time.GetElapsedTime(file.Since) >= _timeout);

    /// <summary>Asks once for everything that is waited for; tells whether anything moved.</summary>
    async Task<bool> PollAsync()
    {
        WaitingFile[] files = [.. _waiting.Values];
        await _reader.ReadAsync(files, _cancellationToken).ConfigureAwait(false);
        foreach (var file in files)
        {
            if (file.Outcome(_client.Time.GetElapsedTime(file.Since), _timeout) is { } outcome)
            {
                _waiting.Remove(file.Id);
                await _client.Observer.ReportAsync(outcome, _cancellationToken).ConfigureAwait(false);
                _client.Observer.Progress.Finish();
            }
        }

        return files.Any(file => file.HasMoved);
    }
}
