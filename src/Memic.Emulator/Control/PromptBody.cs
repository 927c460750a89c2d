namespace Memic.Emulator;

internal sealed record PromptBody
{
    public required string Body { get; init; }

    public IReadOnlyList<string>? Variables { get; init; }

    public int? VersionNumber { get; init; }

    public string? Environment { get; init; }

    public Prompt Set(PromptStore prompts, string name) => prompts.Set(name, Body, Variables, VersionNumber, Environment);
}
