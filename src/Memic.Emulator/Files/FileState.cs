namespace Memic.Emulator;

/// <summary>Where a file stands in its life at one moment.</summary>
/// <param name="Status">The granular status word.</param>
/// <param name="UpdatedAt">Since when.</param>
/// <param name="ErrorMessage">Why it failed, if it did.</param>
/// <param name="Remaining">How long until it is ready, if that can be told.</param>
public sealed record FileState(string Status, DateTimeOffset UpdatedAt, string? ErrorMessage = null, TimeSpan? Remaining = null)
{
    /// <summary>Whether the file can be searched.</summary>
    public bool IsReady => Status == FileLifecycle.Ready;

    /// <summary>The status in the words of a vocabulary.</summary>
    public string Word(StatusVocabulary vocabulary) => vocabulary is StatusVocabulary.Granular ? Status : Status switch
    {
        FileLifecycle.Uploading => "pending",
        FileLifecycle.Ready => Status,
        _ when Status.EndsWith("failed", StringComparison.Ordinal) => "failed",
        _ => "processing",
    };
}
