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

    /// <summary>Gets the id of the request, for support; <see langword="null"/> where the service sent none.</summary>
    public string? RequestId { get; init => field = value is null ? null : DisplayText.Clean(value); }

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
        RequestId = reply.RequestId,
        Routing = MemicSearchRouting.From(reply.Routing),
    };
}
