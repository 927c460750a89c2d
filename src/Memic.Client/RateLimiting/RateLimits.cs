namespace Memic;

/// <summary>How many requests a key may make in a minute. The service calls its limits evolving: 0 or less means no limit.</summary>
public sealed class RateLimits
{
    /// <summary>Gets or sets the limit for beginning and confirming uploads, counted together. Default 120.</summary>
    public int Ingestion { get; set; } = 120;

    /// <summary>Gets or sets the limit for the status of one file. Default 300.</summary>
    public int Status { get; set; } = 300;

    /// <summary>Gets or sets the limit for lists of files and projects, counted together. Default 120.</summary>
    public int List { get; set; } = 120;

    /// <summary>Gets or sets the limit for search. Default 60.</summary>
    public int Search { get; set; } = 60;

    /// <summary>Gets or sets the limit for chat. Default 30.</summary>
    public int Chat { get; set; } = 30;

    /// <summary>Gets or sets the limit for prompts. Default 600.</summary>
    public int Prompts { get; set; } = 600;

    /// <summary>Gets or sets the length of the window in which requests are counted. Default one minute.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets limits that limit nothing, for a service that has none.</summary>
    public static RateLimits None { get; } = new() { Ingestion = 0, Status = 0, List = 0, Search = 0, Chat = 0, Prompts = 0 };

    /// <summary>Returns the limit of a category; 0 for none.</summary>
    /// <param name="category">The category.</param>
    public int For(RateCategory category) => category switch
    {
        RateCategory.Ingestion => Ingestion,
        RateCategory.Status => Status,
        RateCategory.List => List,
        RateCategory.Search => Search,
        RateCategory.Chat => Chat,
        RateCategory.Prompts => Prompts,
        _ => 0,
    };

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"Ingestion {Ingestion}, Status {Status}, List {List}, Search {Search}, Chat {Chat}, Prompts {Prompts} in {Window.TotalSeconds} s");
}
