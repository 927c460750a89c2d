using System.Text.RegularExpressions;

namespace Memic.Emulator;

/// <summary>The prompts that have a live version.</summary>
public sealed partial class PromptStore
{
    private readonly Dictionary<(string? Environment, string Name), Prompt> prompts = [];
    private readonly TimeProvider clock;
    private readonly StateFolder? folder;
    private readonly Lock gate = new();

    internal PromptStore(TimeProvider clock, StateFolder? folder)
    {
        this.clock = clock;
        this.folder = folder;
        var kept = folder?.LoadPrompts();
        if (kept is null)
        {
            Restore();
            return;
        }

        foreach (var prompt in kept)
        {
            prompts[(prompt.Environment, prompt.Name)] = prompt;
        }
    }

    /// <summary>A snapshot of all prompts.</summary>
    public IReadOnlyList<Prompt> All
    {
        get
        {
            lock (gate)
            {
                return [.. prompts.Values];
            }
        }
    }

    /// <summary>Makes a version live. By default its number follows the last one, and its variables are those in the body.</summary>
    public Prompt Set(string name, string body, IReadOnlyList<string>? variables = null, int? versionNumber = null, string? environment = null)
    {
        lock (gate)
        {
            var last = prompts.GetValueOrDefault((environment, name))?.VersionNumber ?? 0;
            var found = Placeholder().Matches(body).Select(match => match.Groups[1].Value).Distinct();
            var prompt = new Prompt(name, body, variables ?? [.. found], versionNumber ?? last + 1, clock.GetUtcNow(), environment);
            prompts[(environment, name)] = prompt;
            folder?.SavePrompts(prompts.Values);
            return prompt;
        }
    }

    /// <summary>Takes a prompt's live version away.</summary>
    /// <returns>Whether it had one.</returns>
    public bool Remove(string name, string? environment = null)
    {
        lock (gate)
        {
            var removed = prompts.Remove((environment, name));
            folder?.SavePrompts(prompts.Values);
            return removed;
        }
    }

    /// <summary>The prompt of that name in an environment, or null.</summary>
    public Prompt? Find(string name, string environment)
    {
        lock (gate)
        {
            return prompts.GetValueOrDefault((environment, name)) ?? prompts.GetValueOrDefault((null, name));
        }
    }

    internal void Restore()
    {
        lock (gate)
        {
            prompts.Clear();
        }

        Set("summarizer", "Tell me in {{ lang }}, in a few lines, what the documents say about {{ topic }}.");
    }

    [GeneratedRegex(@"\{\{\s*(\w+)\s*\}\}")]
    private static partial Regex Placeholder();
}
