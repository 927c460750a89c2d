namespace Memic;

/// <summary>An answer that is grounded in documents.</summary>
public sealed record MemicAnswer
{
    /// <summary>Gets the question.</summary>
    public required string Question { get; init; }

    /// <summary>Gets the answer.</summary>
    public required string Answer { get; init; }

    /// <summary>Gets the citations of the answer.</summary>
    public IReadOnlyList<MemicCitation> Citations { get; init; } = [];

    /// <summary>Gets the model that wrote the answer.</summary>
    public string? Model { get; init; }

    /// <summary>Gets how the question was routed.</summary>
    public MemicSearchRouting? Routing { get; init; }

    /// <inheritdoc/>
    public override string ToString() => DisplayText.CleanLines(Answer);

    internal static MemicAnswer From(ChatResponse reply, string question, MemicConnection connection) => new()
    {
        Question = reply.Question ?? question,
        Answer = reply.Answer ?? throw new MemicException(MemicErrorCodes.InvalidResponse, Messages.AnswerMissing),
        Citations = (reply.Citations ?? []).Select(citation => MemicCitation.From(citation, connection)).ToArray(),
        Model = reply.Model,
        Routing = MemicSearchRouting.From(reply.Routing),
    };
}
