namespace Memic.Emulator;

/// <summary>The live version of a prompt.</summary>
/// <param name="Name">The name of the prompt.</param>
/// <param name="Body">The text with placeholders.</param>
/// <param name="Variables">The names of the placeholders.</param>
/// <param name="VersionNumber">The number of the live version.</param>
/// <param name="UpdatedAt">The time since when the version is live.</param>
/// <param name="Environment">The slug of the environment that has the prompt; <see langword="null"/> for all.</param>
public sealed record Prompt(
    string Name,
    string Body,
    IReadOnlyList<string> Variables,
    int VersionNumber,
    DateTimeOffset? UpdatedAt,
    string? Environment = null);
