namespace Memic;

/// <summary>How much a diagnostic line matters.</summary>
public enum DiagnosticLevel
{
    /// <summary>Headers and bodies, redacted.</summary>
    Debug,

    /// <summary>Requests, waits and repeats.</summary>
    Verbose,

    /// <summary>Something the user should act on.</summary>
    Warning,
}
