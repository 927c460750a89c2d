namespace Memic;

/// <summary>The header by which the service announces the end of this version of the API.</summary>
internal static class DeprecationHeader
{
    private static int s_warned;

    public static bool IsSet(HttpResponseMessage response) =>
        ApiResponse.HeaderOf(response, "Deprecation") is { } value && !value.Equals("false", StringComparison.OrdinalIgnoreCase);

    /// <summary>Warns once in a process.</summary>
    public static Task WarnOnceAsync(DiagnosticWriter diagnostics, CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref s_warned, 1) == 0 ? diagnostics.WarnAsync(Messages.Deprecated, cancellationToken) : Task.CompletedTask;
}
