namespace Memic.Emulator;

/// <summary>A group of endpoints that share one rate limit.</summary>
public enum RateCategory
{
    /// <summary><c>POST /search</c>.</summary>
    Search,

    /// <summary><c>POST /chat</c>.</summary>
    Chat,

    /// <summary><c>POST /files/init</c> and <c>POST /files/{id}/confirm</c>, which share one limit.</summary>
    Ingestion,

    /// <summary><c>GET /files/{id}/status</c>.</summary>
    Status,

    /// <summary><c>GET /files</c> and <c>GET /projects</c>, which share one limit.</summary>
    List,

    /// <summary><c>GET /prompts/{name}</c>.</summary>
    Prompts,
}
