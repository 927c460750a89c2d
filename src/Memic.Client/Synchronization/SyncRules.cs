namespace Memic;

/// <summary>What a plan goes by.</summary>
internal sealed record SyncRules
{
    /// <summary>The hash of the metadata that every file of the source gets.</summary>
    public string MetadataHash { get; init; } = string.Empty;

    /// <summary>Whether what the folder no longer has is removed.</summary>
    public bool Delete { get; init; }

    /// <summary>Whether more than half of the source may be removed.</summary>
    public bool Force { get; init; }

    /// <summary>Whether what the service would refuse is a failure.</summary>
    public bool Strict { get; init; }
}
