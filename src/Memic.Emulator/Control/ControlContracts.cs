namespace Memic.Emulator;

/// <summary>The counts that tests outside this process read.</summary>
internal sealed record StateSummary(
    int Requests,
    int Active,
    int Files,
    int Ready,
    int Prompts,
    int Faults,
    int Rejections,
    int Violations)
{
    public static StateSummary From(EmulatorState state)
    {
        var files = state.Files.All;
        return new StateSummary(
            state.Requests.All.Count,
            state.ActiveRequests,
            files.Count,
            files.Count(file => state.Files.GetState(file).IsReady),
            state.Prompts.All.Count,
            state.Faults.All.Count,
            state.RateLimits.Rejections,
            state.RateLimits.Violations);
    }
}

internal sealed record SeededFile(Guid Id);

internal sealed record FilePatch
{
    public string? Status { get; init; }

    public string? ErrorMessage { get; init; }

    public object? ApplyTo(FileStore files, string id)
    {
        if (files.Find(id) is not { } file)
        {
            return null;
        }

        files.SetStatus(file, Status, ErrorMessage);
        return new { file.Id, files.GetState(file).Status };
    }
}

internal sealed record PromptPatch
{
    public required string Body { get; init; }

    public IReadOnlyList<string>? Variables { get; init; }

    public int? VersionNumber { get; init; }

    public string? Environment { get; init; }

    public Prompt ApplyTo(PromptStore prompts, string name) => prompts.Set(name, Body, Variables, VersionNumber, Environment);
}
