namespace Memic.Emulator;

/// <summary>What is counted together by the rate limiter.</summary>
public enum RateCategory
{
    /// <summary>Searching.</summary>
    Search,

    /// <summary>Asking for an answer.</summary>
    Chat,

    /// <summary>Announcing and confirming uploads; both draw on one quota.</summary>
    Ingestion,

    /// <summary>Reading one file's status.</summary>
    Status,

    /// <summary>Listing files and projects.</summary>
    List,

    /// <summary>Fetching prompts.</summary>
    Prompts,
}
