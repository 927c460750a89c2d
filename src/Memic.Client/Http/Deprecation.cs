namespace Memic;

/// <summary>The service says with a header that this version of the API will go; one warning a process is enough.</summary>
internal static class Deprecation
{
    static int s_warned;

    public static Task WarnOnceAsync(HttpResponseMessage response, CallContext call, CancellationToken cancellationToken) =>
        response.Headers.TryGetValues("Deprecation", out var values)
        && !string.Equals(values.FirstOrDefault(), "false", StringComparison.OrdinalIgnoreCase)
        && Interlocked.Exchange(ref s_warned, 1) == 0
            ? call.WarnAsync(Texts.Deprecated, cancellationToken)
            : Task.CompletedTask;
}
