namespace Memic;

/// <summary>What to search for. Only the text is required; what is not set is left to the service.</summary>
public sealed class SearchQuery
{
    private const int MaximumQuery = 1000;
    private const int MaximumTop = 50;

    /// <summary>The text: 1 to 1000 characters.</summary>
    public required string Query { get; set; }

    /// <summary>How many hits at most: 1 to 50.</summary>
    public int? Top { get; set; }

    /// <summary>The lowest score of a hit: 0 to 1.</summary>
    public double? MinimumScore { get; set; }

    /// <summary>Only in these files.</summary>
    public IReadOnlyList<string>? FileIds { get; set; }

    /// <summary>Only in this project.</summary>
    public string? ProjectId { get; set; }

    /// <summary>Only in this environment: staging or production. The key decides it anyway.</summary>
    public string? EnvironmentSlug { get; set; }

    /// <summary>Only through this connector.</summary>
    public string? ConnectorId { get; set; }

    /// <summary>Forces a route; the service chooses by default.</summary>
    public SearchRoute? Route { get; set; }

    /// <summary>Whether hits carry their metadata.</summary>
    public bool? IncludeMetadata { get; set; }

    /// <summary>Only files with one of these reference ids.</summary>
    public IReadOnlyList<string>? ReferenceIds { get; set; }

    /// <summary>Only these pages, from 1.</summary>
    public IReadOnlyList<int>? Pages { get; set; }

    /// <summary>Only from this page on, from 1.</summary>
    public int? FirstPage { get; set; }

    /// <summary>Only up to this page, from 1.</summary>
    public int? LastPage { get; set; }

    /// <summary>Only this category.</summary>
    public string? Category { get; set; }

    /// <summary>Only this type of document.</summary>
    public string? DocumentType { get; set; }

    /// <exception cref="MemicException"><c>invalid_input</c>: a documented limit is broken.</exception>
    internal SearchRequest ToRequest()
    {
        Validate.That(Query is { Length: > 0 and <= MaximumQuery }, "The query", "1 to 1000 characters long");
        Validate.That(Top is null or (>= 1 and <= MaximumTop), "The number of hits", "1 to 50");
        Validate.That(MinimumScore is null or (>= 0 and <= 1), "The lowest score", "0 to 1");
        Validate.NotEmpty(FileIds, "file ids");
        Validate.NotEmpty(ReferenceIds, "reference ids");
        Validate.NotEmpty(Pages, "pages");
        Validate.That((Pages ?? []).Concat([FirstPage ?? 1, LastPage ?? 1]).All(page => page >= 1), "A page", "1 or more");
        return new()
        {
            Query = Query,
            ProjectId = ProjectId,
            FileIds = FileIds,
            EnvironmentSlug = EnvironmentSlug,
            TopK = Top,
            MinScore = MinimumScore,
            IncludeMetadata = IncludeMetadata,
            ConnectorId = ConnectorId,
            ForceRoute = Route?.ToString().ToLowerInvariant(),
            MetadataFilters = Filters(),
        };
    }

    /// <summary>One value and several have fields of their own.</summary>
    SearchFilterRequest? Filters()
    {
        var filters = new SearchFilterRequest
        {
            ReferenceId = ReferenceIds is { Count: 1 } id ? id[0] : null,
            ReferenceIds = ReferenceIds is { Count: > 1 } ? ReferenceIds : null,
            PageNumber = Pages is { Count: 1 } page ? page[0] : null,
            PageNumbers = Pages is { Count: > 1 } ? Pages : null,
            PageRange = FirstPage is null && LastPage is null ? null : new PageRangeRequest(FirstPage, LastPage),
            Category = Category,
            DocumentType = DocumentType,
        };
        return filters == new SearchFilterRequest() ? null : filters;
    }
}
