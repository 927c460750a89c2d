namespace Memic;

/// <summary>A search query. Only the text is required; the service's defaults apply to what is not set.</summary>
public sealed class SearchQuery
{
    private const int MaximumQuery = 1000;
    private const int MaximumTop = 50;

    /// <summary>Gets or sets the text: 1 to 1000 characters.</summary>
    public required string Query { get; set; }

    /// <summary>Gets or sets the maximum number of hits: 1 to 50.</summary>
    public int? Top { get; set; }

    /// <summary>Gets or sets the lowest score of a hit: 0 to 1.</summary>
    public double? MinimumScore { get; set; }

    /// <summary>Gets or sets the files to search, by id.</summary>
    public IReadOnlyList<string>? FileIds { get; set; }

    /// <summary>Gets or sets the project to search, by id.</summary>
    public string? ProjectId { get; set; }

    /// <summary>Gets or sets the environment to search: staging or production. The key determines it anyway.</summary>
    public string? EnvironmentSlug { get; set; }

    /// <summary>Gets or sets the connector to use, by id.</summary>
    public string? ConnectorId { get; set; }

    /// <summary>Gets or sets the route; the service chooses by default.</summary>
    public SearchRoute? Route { get; set; }

    /// <summary>Gets or sets whether hits contain the metadata of their files.</summary>
    public bool? IncludeMetadata { get; set; }

    /// <summary>Gets or sets the reference ids of the files to search.</summary>
    public IReadOnlyList<string>? ReferenceIds { get; set; }

    /// <summary>Gets or sets the pages to search, from 1.</summary>
    public IReadOnlyList<int>? Pages { get; set; }

    /// <summary>Gets or sets the first page to search, from 1.</summary>
    public int? FirstPage { get; set; }

    /// <summary>Gets or sets the last page to search, from 1.</summary>
    public int? LastPage { get; set; }

    /// <summary>Gets or sets the category to search.</summary>
    public string? Category { get; set; }

    /// <summary>Gets or sets the type of document to search.</summary>
    public string? DocumentType { get; set; }

    /// <summary>Returns the same with another query.</summary>
    internal SearchQuery With(string query)
    {
        var other = (SearchQuery)MemberwiseClone();
        other.Query = query;
        return other;
    }

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
    private SearchFilterRequest? Filters()
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
