namespace Memic.Emulator;

/// <summary>The live version of a prompt.</summary>
/// <param name="Name">The name.</param>
/// <param name="Body">The text with its placeholders.</param>
/// <param name="Variables">The names that are announced as placeholders.</param>
/// <param name="VersionNumber">The version that is live.</param>
/// <param name="UpdatedAt">Since when.</param>
/// <param name="Environment">The slug of the one environment that has it; null for all.</param>
public sealed record Prompt(
    string Name,
    string Body,
    IReadOnlyList<string> Variables,
    int VersionNumber,
    DateTimeOffset? UpdatedAt,
    string? Environment = null);
