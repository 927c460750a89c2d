using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Memic.Demo;

namespace Memic.Cmdlets.Tests;

/// <summary>A PowerShell that runs files of Pester tests, one after the other, in a home of its own and against an emulator of its own.</summary>
internal sealed class PesterWorker : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(5);

    private readonly TemporaryHome _home = new();
    private readonly StringBuilder _printed = new();
    private readonly Process _process;
    private StreamReader? _reports;
    private StreamWriter? _files;

    private PesterWorker(int port)
    {
        var start = PowerShellProcess.Create(TestSettings.PowerShell, _home, [
            "-NonInteractive",
            "-File", Path.Combine(AppContext.BaseDirectory, "RunFiles.ps1"),
            "-Pester", TestSettings.Pester,
            "-Port", $"{port}",
            "-ParentId", $"{Environment.ProcessId}",
            "-Folder", _home.Root,
        ]);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = BuildSettings.RepositoryRoot;
        start.Environment["MEMIC_TEST_DOTNET"] = PowerShellProcess.DotNet;
        start.Environment["MEMIC_TEST_EMULATOR"] = TestSettings.Emulator;
        start.Environment["MEMIC_TEST_MODULE"] = TestSettings.Module;
        YieldToOtherTests(start);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += KeepPrinted;
        _process.ErrorDataReceived += KeepPrinted;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        // A PowerShell that is asked anything meets the end of its input instead of waiting for ever.
        _process.StandardInput.Close();
    }

    /// <summary>Whether it can run another file.</summary>
    public bool IsAlive => !_process.HasExited;

    public static async Task<PesterWorker> StartAsync(CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var worker = new PesterWorker(((IPEndPoint)listener.LocalEndpoint).Port);
        try
        {
            await worker.ConnectAsync(listener, cancellationToken);
            return worker;
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    public async Task<PesterReport> RunAsync(string file, CancellationToken cancellationToken)
    {
        lock (_printed)
        {
            _printed.Clear();
        }

        await _files!.WriteLineAsync(Path.Combine(TestSettings.PesterFolder, file + ".Tests.ps1").AsMemory(), cancellationToken);
        await _files.FlushAsync(cancellationToken);
        var report = await _reports!.ReadLineAsync(cancellationToken);
        return report is null ? throw await BrokenOffAsync(cancellationToken) : JsonSerializer.Deserialize<PesterReport>(report)!;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _reports?.Dispose();
        _home.Dispose();
    }

    private async Task ConnectAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartTimeout);
        var accept = listener.AcceptTcpClientAsync(limit.Token).AsTask();
        if (await Task.WhenAny(accept, _process.WaitForExitAsync(limit.Token)) != accept)
        {
            throw await BrokenOffAsync(cancellationToken);
        }

        var stream = (await accept).GetStream();
        _reports = new StreamReader(stream, Encoding.UTF8);
        _files = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    // The other test projects run at the same time and mostly wait: when they have something to do they go first, and these take what is left.
    private static void YieldToOtherTests(ProcessStartInfo start)
    {
        if (!OperatingSystem.IsWindows())
        {
            start.ArgumentList.Insert(0, "-n5");
            start.ArgumentList.Insert(1, start.FileName);
            start.FileName = "nice";
        }
    }

    private async Task<PesterFailure> BrokenOffAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        lock (_printed)
        {
            return new PesterFailure($"{TestSettings.PowerShell} broke off with exit code {_process.ExitCode}:\n{_printed}");
        }
    }

    private void KeepPrinted(object sender, DataReceivedEventArgs line)
    {
        lock (_printed)
        {
            _printed.AppendLine(line.Data);
        }
    }
}
