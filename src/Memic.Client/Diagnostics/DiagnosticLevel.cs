namespace Memic;

/// <summary>The severity of a diagnostic message.</summary>
public enum DiagnosticLevel
{
    /// <summary>Headers and bodies of requests and responses, redacted.</summary>
    Debug,

    /// <summary>Requests, waits and retries.</summary>
    Verbose,

    /// <summary>A condition that the user should act on.</summary>
    Warning,
}
