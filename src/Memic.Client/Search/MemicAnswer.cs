namespace Memic;

/// <summary>An answer that rests on documents.</summary>
public sealed record MemicAnswer
{
    /// <summary>The question.</summary>
    public required string Question { get; init; }

    /// <summary>The answer.</summary>
    public required string Answer { get; init; }

    /// <summary>What it rests on.</summary>
    public IReadOnlyList<MemicCitation> Citations { get; init; } = [];

    /// <summary>The model that wrote it.</summary>
    public string? Model { get; init; }

    /// <summary>How the question was routed.</summary>
    public MemicSearchRouting? Routing { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Answer;

    internal static MemicAnswer From(ChatResponse reply, string question) => new()
    {
        Question = reply.Question ?? question,
        Answer = reply.Answer ?? throw new MemicException(MemicErrorCodes.InvalidResponse, Messages.AnswerMissing),
        Citations = (reply.Citations ?? []).Select(MemicCitation.From).ToArray(),
        Model = reply.Model,
        Routing = MemicSearchRouting.From(reply.Routing),
    };
}
