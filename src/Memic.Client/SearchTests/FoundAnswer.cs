namespace Memic;

/// <summary>What a search or the chat answered to a question.</summary>
internal sealed record FoundAnswer(IEnumerable<FoundPassage> Passages, TimeSpan? SearchTime, string? RequestId);
