using System.Diagnostics;

namespace Memic;

/// <summary>What is reported of one attempt of a request: lines for the log, a span, a measurement.</summary>
internal sealed class RequestScope : IDisposable
{
    private readonly ApiCall _call;
    private readonly string _operation;
    private readonly HttpMethod _method;
    private readonly string _shownPath;
    private readonly Activity? _activity;
    private readonly long _started;
    private readonly List<string>? _trace;

    public RequestScope(ApiCall call, string operation, HttpMethod method, Uri uri, string shownPath, TimeProvider time)
    {
        (_call, _operation, _method, _shownPath, Time) = (call, operation, method, shownPath, time);
        _activity = MemicTelemetry.Start(operation, method, uri, call.Attempts);
        _trace = call.Diagnostics.IsEnabled(DiagnosticLevel.Debug) ? [] : null;
        _started = time.GetTimestamp();
    }

    public TimeProvider Time { get; }

    public bool IsTraced => _trace is not null;

    private TimeSpan Elapsed => Time.GetElapsedTime(_started);

    /// <summary>Writes the request itself, before it is sent.</summary>
    public Task SendingAsync(string description, CancellationToken cancellationToken) =>
        IsTraced ? _call.Diagnostics.DebugAsync(description, cancellationToken) : Task.CompletedTask;

    /// <summary>Keeps a line for the debug stream until the exchange has ended: showing it must not count as part of it.</summary>
    public void Trace(string text) => _trace?.Add(text);

    public async Task AnsweredAsync(ApiResponse response, CancellationToken cancellationToken)
    {
        var elapsed = Elapsed;
        MemicTelemetry.Stop(_activity, _operation, elapsed, response.StatusCode, response.RequestId, response.IsSuccess ? null : MemicErrorCodes.ForStatus(response.StatusCode));
        await WriteTraceAsync(cancellationToken).ConfigureAwait(false);
        if (_call.Diagnostics.IsEnabled(DiagnosticLevel.Verbose))
        {
            await _call.Diagnostics.VerboseAsync(Messages.Requested(_method.Method, _shownPath, _call.Label, response.StatusCode, elapsed, _call.Attempts, response.RequestId), cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task FailedAsync(MemicException failure, CancellationToken cancellationToken)
    {
        var elapsed = Elapsed;
        MemicTelemetry.Stop(_activity, _operation, elapsed, null, null, failure.Code);
        await WriteTraceAsync(cancellationToken).ConfigureAwait(false);
        await _call.Diagnostics.VerboseAsync(Messages.RequestFailed(_method.Method, _shownPath, _call.Label, failure.Code, elapsed, _call.Attempts), cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _activity?.Dispose();

    private async Task WriteTraceAsync(CancellationToken cancellationToken)
    {
        foreach (var text in _trace ?? [])
        {
            await _call.Diagnostics.DebugAsync(text, cancellationToken).ConfigureAwait(false);
        }
    }
}
