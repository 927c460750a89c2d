using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Memic;

/// <summary>What tracing and metrics tools can listen to, by the name <c>Memic</c>. Nothing is exported from here.</summary>
internal static class MemicTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Memic";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("memic.client.request.duration", "s", "Duration of one attempt of a request.");
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("memic.client.retries", "{retry}", "Requests that were repeated.");
    private static readonly Histogram<double> Waits = Meter.CreateHistogram<double>("memic.client.rate_limit.wait", "s", "Time that a request waited for the rate limit.");
    private static readonly Counter<long> Uploaded = Meter.CreateCounter<long>("memic.client.upload.size", "By", "Bytes of files that storage took.");

    /// <summary>Begins the span of one attempt.</summary>
    public static Activity? Start(string operation, HttpMethod method, Uri uri, int attempt)
    {
        var activity = Source.StartActivity(operation, ActivityKind.Client);
        activity?.SetTag("http.request.method", method.Method);
        activity?.SetTag("server.address", uri.Host);
        activity?.SetTag("server.port", uri.Port);
        activity?.SetTag("url.full", Redactor.WithoutQuery(uri).AbsoluteUri);
        activity?.SetTag("http.request.resend_count", attempt - 1);
        return activity;
    }

    /// <summary>Ends it with what came of it: the status of an answer, or the code of a failure.</summary>
    public static void Stop(Activity? activity, string operation, TimeSpan took, int? statusCode, string? requestId, string? error)
    {
        activity?.SetTag("http.response.status_code", statusCode);
        activity?.SetTag("memic.request_id", requestId);
        if (error is not null)
        {
            activity?.SetTag("error.type", error);
            activity?.SetStatus(ActivityStatusCode.Error);
        }

        Duration.Record(took.TotalSeconds, new("memic.operation", operation), new("http.response.status_code", statusCode), new("error.type", error));
    }

    public static void Retried(string error) => Retries.Add(1, new KeyValuePair<string, object?>("error.type", error));

    public static void Waited(RateCategory category, TimeSpan wait) =>
        Waits.Record(wait.TotalSeconds, new KeyValuePair<string, object?>("memic.category", category.ToString().ToLowerInvariant()));

    public static void Stored(long bytes) => Uploaded.Add(bytes);
}
