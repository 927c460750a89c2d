namespace Memic;

/// <summary>What the service counts together for a key (rate limits page).</summary>
public enum RateCategory
{
    /// <summary>No limit is documented: context, health and deleting.</summary>
    Unlimited,

    /// <summary>Beginning and confirming uploads.</summary>
    Ingestion,

    /// <summary>The status of one file.</summary>
    Status,

    /// <summary>Lists of files and projects.</summary>
    List,

    /// <summary>Search.</summary>
    Search,

    /// <summary>Chat.</summary>
    Chat,

    /// <summary>Prompts.</summary>
    Prompts,
}
