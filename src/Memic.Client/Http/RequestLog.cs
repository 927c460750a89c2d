using System.Diagnostics;

namespace Memic;

/// <summary>What is told of one attempt of a request: a line for the log, a span, a measurement.</summary>
internal sealed class RequestLog(CallContext call, string operation, HttpMethod method, Uri uri, string shownPath, int attempt) : IDisposable
{
    readonly long _started = call.Time.GetTimestamp();
    readonly Activity? _activity = MemicTelemetry.Start(operation, method, uri, attempt);

    TimeSpan Took => call.Time.GetElapsedTime(_started);

    public Task AnsweredAsync(HttpReply reply, CancellationToken cancellationToken)
    {
        var error = reply.IsSuccess ? null : MemicErrorCodes.ForStatus(reply.StatusCode);
        MemicTelemetry.Stop(_activity, operation, Took, reply.StatusCode, reply.RequestId, error);
        return call.Observer.Wants(DiagnosticLevel.Verbose)
            ? call.VerboseAsync(Texts.Requested(method.Method, shownPath, reply.StatusCode, Took, attempt, reply.RequestId), cancellationToken)
            : Task.CompletedTask;
    }

    public Task FailedAsync(MemicException failure, CancellationToken cancellationToken)
    {
        MemicTelemetry.Stop(_activity, operation, Took, null, null, failure.Code);
        return call.VerboseAsync(Texts.RequestFailed(method.Method, shownPath, failure.Code, Took, attempt), cancellationToken);
    }

    public void Dispose() => _activity?.Dispose();
}
