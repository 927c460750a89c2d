using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Memic.RateLimiting.Tests;

/// <summary>A process of this assembly's own program.</summary>
internal sealed class Worker : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _isReady = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="name">What the process calls itself in its requests and its files.</param>
    /// <param name="home">The folder that is its home; who shares it is on the same machine.</param>
    /// <param name="arguments">What else the program takes.</param>
    public Worker(string name, string home, Uri service, IEnumerable<string> arguments)
    {
        Name = name;
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["HOME"] = home, ["XDG_DATA_HOME"] = Path.Combine(home, "data"), ["LOCALAPPDATA"] = Path.Combine(home, "data"), ["TMPDIR"] = home },
        };
        foreach (var argument in (string[])["exec", typeof(Worker).Assembly.Location, service.AbsoluteUri, name, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Receive(line.Data);
        _process.ErrorDataReceived += (_, line) => Receive(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Name { get; }

    public string Output => string.Join('\n', _lines);

    /// <summary>When each request that counts towards the limit was sent, and when its reply was read.</summary>
    public IEnumerable<(DateTime Sent, DateTime Read)> Requests => _lines.Select(line => line.Split(' ')).Where(words => words[0] == "request").Select(words => (Moment(words[1]), Moment(words[2])));

    public bool HasExited => _process.HasExited;

    public Task ReadyAsync() => _isReady.Task.WaitAsync(TimeSpan.FromMinutes(1));

    public void Go() => _process.StandardInput.WriteLine();

    public void Kill() => _process.Kill();

    public Task ExitAsync() => _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static DateTime Moment(string ticks) => new(long.Parse(ticks, CultureInfo.InvariantCulture));

    private void Receive(string? line)
    {
        if (line == "ready")
        {
            _isReady.TrySetResult();
        }
        else if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }
}
