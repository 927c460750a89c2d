namespace Memic.Emulator;

/// <summary>The counts that a test outside the process looks at.</summary>
internal sealed record StateView(
    int Requests,
    int Active,
    int Files,
    int Ready,
    int Prompts,
    int Faults,
    int Rejections,
    int Violations)
{
    public static StateView Of(EmulatorState state)
    {
        var files = state.Files.All;
        return new StateView(
            state.Requests.All.Count,
            state.Active,
            files.Count,
            files.Count(file => state.Files.StateOf(file).IsReady),
            state.Prompts.All.Count,
            state.Faults.All.Count,
            state.RateLimits.Rejections,
            state.RateLimits.Violations);
    }
}
