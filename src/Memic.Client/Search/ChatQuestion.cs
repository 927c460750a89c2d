namespace Memic;

/// <summary>A chat question. Only the question is required; the service's defaults apply to what is not set.</summary>
public sealed class ChatQuestion
{
    private const int MaximumQuestion = 1000;
    private const int MaximumTop = 20;

    /// <summary>Gets or sets the question: 1 to 1000 characters.</summary>
    public required string Question { get; set; }

    /// <summary>Gets or sets the maximum number of passages for the answer: 1 to 20.</summary>
    public int? Top { get; set; }

    /// <summary>Gets or sets the lowest score of such a passage: 0 to 1.</summary>
    public double? MinimumScore { get; set; }

    /// <summary>Gets or sets the files to answer from, by id.</summary>
    public IReadOnlyList<string>? FileIds { get; set; }

    /// <summary>Gets or sets the project to answer from, by id.</summary>
    public string? ProjectId { get; set; }

    /// <summary>Gets or sets the connector to use, by id.</summary>
    public string? ConnectorId { get; set; }

    /// <summary>Gets or sets the route; the service chooses by default.</summary>
    public SearchRoute? Route { get; set; }

    /// <summary>Returns the same with another question.</summary>
    internal ChatQuestion With(string question)
    {
        var other = (ChatQuestion)MemberwiseClone();
        other.Question = question;
        return other;
    }

    /// <exception cref="MemicException"><c>invalid_input</c>: a documented limit is broken.</exception>
    internal ChatRequest ToRequest()
    {
        Validate.That(Question is { Length: > 0 and <= MaximumQuestion }, "The question", "1 to 1000 characters long");
        Validate.That(Top is null or (>= 1 and <= MaximumTop), "The number of passages", "1 to 20");
        Validate.That(MinimumScore is null or (>= 0 and <= 1), "The lowest score", "0 to 1");
        Validate.NotEmpty(FileIds, "file ids");
        return new(Question, ProjectId, FileIds, ConnectorId, Route?.ToString().ToLowerInvariant(), Top, MinimumScore);
    }
}
