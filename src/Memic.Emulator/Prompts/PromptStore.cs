using System.Text.RegularExpressions;

namespace Memic.Emulator;

/// <summary>The prompts that have a live version.</summary>
public sealed partial class PromptStore
{
    private readonly Dictionary<(string? Environment, string Name), Prompt> _prompts = [];
    private readonly TimeProvider _timeProvider;
    private readonly StateFolder? _folder;
    private readonly Lock _lock = new();

    internal PromptStore(TimeProvider clock, StateFolder? folder)
    {
        _timeProvider = clock;
        _folder = folder;
        var kept = folder?.LoadPrompts();
        if (kept is null)
        {
            Restore();
            return;
        }

        foreach (var prompt in kept)
        {
            _prompts[(prompt.Environment, prompt.Name)] = prompt;
        }
    }

    /// <summary>Gets a snapshot of all prompts.</summary>
    public IReadOnlyList<Prompt> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _prompts.Values];
            }
        }
    }

    /// <summary>Sets the live version of a prompt. By default the version number is incremented, and the variables are those in the body.</summary>
    public Prompt Set(string name, string body, IReadOnlyList<string>? variables = null, int? versionNumber = null, string? environment = null)
    {
        lock (_lock)
        {
            var last = _prompts.GetValueOrDefault((environment, name))?.VersionNumber ?? 0;
            var found = PlaceholderPattern().Matches(body).Select(match => match.Groups[1].Value).Distinct();
            var prompt = new Prompt(name, body, variables ?? [.. found], versionNumber ?? last + 1, _timeProvider.GetUtcNow(), environment);
            _prompts[(environment, name)] = prompt;
            _folder?.SavePrompts(_prompts.Values);
            return prompt;
        }
    }

    /// <summary>Removes the live version of a prompt.</summary>
    /// <returns><see langword="true"/> if there was one.</returns>
    public bool Remove(string name, string? environment = null)
    {
        lock (_lock)
        {
            var removed = _prompts.Remove((environment, name));
            _folder?.SavePrompts(_prompts.Values);
            return removed;
        }
    }

    /// <summary>Gets the prompt with a name in an environment, or <see langword="null"/>.</summary>
    public Prompt? Find(string name, string environment)
    {
        lock (_lock)
        {
            return _prompts.GetValueOrDefault((environment, name)) ?? _prompts.GetValueOrDefault((null, name));
        }
    }

    internal void Restore()
    {
        lock (_lock)
        {
            _prompts.Clear();
        }

        Set("summarizer", "Tell me in {{ lang }}, in a few lines, what the documents say about {{ topic }}.");
    }

    [GeneratedRegex(@"\{\{\s*(\w+)\s*\}\}")]
    private static partial Regex PlaceholderPattern();
}
