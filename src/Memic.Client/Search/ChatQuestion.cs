namespace Memic;

/// <summary>What to ask. Only the question is required; what is not set is left to the service.</summary>
public sealed class ChatQuestion
{
    private const int MaximumQuestion = 1000;
    private const int MaximumTop = 20;

    /// <summary>The question: 1 to 1000 characters.</summary>
    public required string Question { get; set; }

    /// <summary>How many passages the answer may rest on: 1 to 20.</summary>
    public int? Top { get; set; }

    /// <summary>The lowest score of such a passage: 0 to 1.</summary>
    public double? MinimumScore { get; set; }

    /// <summary>Only from these files.</summary>
    public IReadOnlyList<string>? FileIds { get; set; }

    /// <summary>Only from this project.</summary>
    public string? ProjectId { get; set; }

    /// <summary>Only through this connector.</summary>
    public string? ConnectorId { get; set; }

    /// <summary>Forces a route; the service chooses by default.</summary>
    public SearchRoute? Route { get; set; }

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
