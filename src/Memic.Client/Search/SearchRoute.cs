namespace Memic;

/// <summary>How the service answers a query.</summary>
public enum SearchRoute
{
    /// <summary>By meaning, from the documents.</summary>
    Semantic,

    /// <summary>By a query of a connected database.</summary>
    Structured,

    /// <summary>Both.</summary>
    Hybrid,
}
