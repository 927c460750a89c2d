namespace Memic;

/// <summary>Whether a connection works, how fast, whose key it is and what would fail.</summary>
public sealed record MemicConnectionTest
{
    /// <summary>The connection's name.</summary>
    public required string Name { get; init; }

    /// <summary>The address.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>Whether everything that was tried works.</summary>
    public bool IsOk => Checks.All(check => check.IsOk);

    /// <summary>How long the quickest answer took.</summary>
    public TimeSpan Latency => Checks.Count == 0 ? TimeSpan.Zero : Checks.Min(check => check.Duration);

    /// <summary>Whose key it is; <see langword="null"/> if the service did not say.</summary>
    public MemicContext? Context { get; init; }

    /// <summary>What was tried.</summary>
    public required IReadOnlyList<MemicConnectionCheck> Checks { get; init; }

    /// <summary>The codes of what failed.</summary>
    public MemicStringList Problems => MemicStringList.From(Checks.Where(check => !check.IsOk).Select(check => check.Error!.Code));

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {(IsOk ? "ok" : string.Join(", ", Problems))}";
}
