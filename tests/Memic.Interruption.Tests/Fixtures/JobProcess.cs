using System.Collections.Concurrent;
using System.Diagnostics;

namespace Memic.Interruption.Tests;

/// <summary>A process of this assembly's own program. It has started, and waits for the word to begin.</summary>
internal sealed class JobProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _isReady = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public JobProcess(JobKind kind, Uri service, string folder, string locks)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,

            // What .NET puts into the temporary folder for debuggers would stay when the process is killed.
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
        };
        foreach (var argument in (string[])["exec", typeof(JobProcess).Assembly.Location, kind.ToString(), service.AbsoluteUri, folder, locks])
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

    public bool HasExited => _process.HasExited;

    public string Output => string.Join('\n', _lines);

    public async Task BeginAsync()
    {
        await _isReady.Task.WaitAsync(TimeSpan.FromMinutes(2));
        await _process.StandardInput.WriteLineAsync();
    }

    /// <summary>Ends it without any word: SIGKILL, or TerminateProcess. Returns whether it was still at work.</summary>
    public async Task<bool> KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();

        // What it returns by itself is the number of files that failed.
        return _process.ExitCode is < 0 or > 128;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

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
