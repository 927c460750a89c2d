namespace Memic;

/// <summary>The result of a test of a connection.</summary>
public sealed record MemicConnectionTest
{
    /// <summary>Gets the connection's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the address.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>Gets whether every check succeeded.</summary>
    public bool IsOk => Checks.All(check => check.IsOk);

    /// <summary>Gets the shortest response time.</summary>
    public TimeSpan Latency => Checks.Count == 0 ? TimeSpan.Zero : Checks.Min(check => check.Duration);

    /// <summary>Gets the organization, project and environment of the key; <see langword="null"/> if the service did not report them.</summary>
    public MemicContext? Context { get; init; }

    /// <summary>Gets the checks.</summary>
    public required IReadOnlyList<MemicConnectionCheck> Checks { get; init; }

    /// <summary>Gets the codes of the errors.</summary>
    public MemicStringList Problems => MemicStringList.From(Checks.Where(check => !check.IsOk).Select(check => check.Error!.Code));

    /// <inheritdoc/>
    public override string ToString() => DisplayText.Clean($"{Name}: {(IsOk ? "ok" : string.Join(", ", Problems))}");
}
