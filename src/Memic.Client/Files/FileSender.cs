using System.Threading.Channels;

namespace Memic;

/// <summary>
/// Sends many files, several at once, and reports each as it finishes. It holds back whoever adds files faster than
/// they can be sent, so memory does not grow with their number. Every report has the file's path as its target.
/// After a failure that is terminating nothing more is sent.
/// </summary>
public sealed class FileSender
{
    readonly MemicClient _client;
    readonly Channel<FileToSend> _input;
    readonly FileWaiter? _waiter;
    readonly CancellationToken _cancellationToken;
    volatile bool _isHopeless;

    /// <summary>Begins to wait for files.</summary>
    /// <param name="client">Sends them; its observer takes the reports.</param>
    /// <param name="throttleLimit">How many are sent at once: 1 to 64.</param>
    /// <param name="waiter">Waits until they are ready; <see langword="null"/> to report them once they are confirmed.</param>
    /// <param name="cancellationToken">Gives up; what is under way ends at once.</param>
    public FileSender(MemicClient client, int throttleLimit, FileWaiter? waiter, CancellationToken cancellationToken)
    {
        _client = client;
        _input = Channel.CreateBounded<FileToSend>(throttleLimit);
        _waiter = waiter;
        _cancellationToken = cancellationToken;
        Work = Task.WhenAll(Enumerable.Range(0, throttleLimit).Select(_ => Task.Run(SendAllAsync, CancellationToken.None)));
    }

    /// <summary>Takes a file; ends when there is room for it.</summary>
    /// <param name="file">The file.</param>
    public async Task AddAsync(FileToSend file)
    {
        _client.Observer.Progress.Expect(Length(file));
        try
        {
            await _input.Writer.WriteAsync(file, _cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            // A defect ended the work: this raises what it was, rather than to wait for room that never comes.
            await Work.ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The work under way, for whoever has to wait for its end after giving up.</summary>
    public Task Work { get; }

    /// <summary>Takes no more files; ends when every one is finished and reported.</summary>
    public async Task CompleteAsync()
    {
        _input.Writer.TryComplete();
        await Work.ConfigureAwait(false);
        if (_waiter is not null)
        {
            await _waiter.CompleteAsync().ConfigureAwait(false);
        }
    }

    async Task SendAllAsync()
    {
        try
        {
            while (await _input.Reader.WaitToReadAsync(_cancellationToken).ConfigureAwait(false))
            {
                while (_input.Reader.TryRead(out var file))
                {
                    if (!_isHopeless)
                    {
                        await SendAsync(file).ConfigureAwait(false);
                    }
                }
            }
        }
        catch (Exception e)
        {
            _input.Writer.TryComplete(e);
            throw;
        }
    }

    async Task SendAsync(FileToSend file)
    {
        try
        {
            var sent = await _client.Files.SendAsync(file, _cancellationToken).ConfigureAwait(false);
            if (_waiter is not null)
            {
                _waiter.Add(sent);
                return;
            }

            await _client.Observer.ReportAsync(new ResultEvent(sent), _cancellationToken).ConfigureAwait(false);
        }
        catch (MemicException e)
        {
            // Such as a key that is refused: no other file would fare better, and the service need not be asked again.
            _isHopeless |= e.Error.IsTerminating;
            await _client.Observer.ReportAsync(new FailureEvent(e, file.Path), _cancellationToken).ConfigureAwait(false);
        }

        _client.Observer.Progress.Finish();
    }

    /// <summary>Only for the progress bar: a file that cannot be measured fails later, with its own error.</summary>
    static long Length(FileToSend file)
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
