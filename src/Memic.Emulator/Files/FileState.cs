namespace Memic.Emulator;

/// <summary>The processing state of a file at one moment.</summary>
/// <param name="Status">The granular status.</param>
/// <param name="UpdatedAt">The time since when the file has this state.</param>
/// <param name="ErrorMessage">The reason of a failure.</param>
/// <param name="Remaining">The time until the file is ready, if it is being processed.</param>
public sealed record FileState(string Status, DateTimeOffset UpdatedAt, string? ErrorMessage = null, TimeSpan? Remaining = null)
{
    /// <summary>Gets whether the file can be searched.</summary>
    public bool IsReady => Status == FileLifecycle.Ready;

    /// <summary>Gets the status in the words of a vocabulary.</summary>
    public string GetStatusWord(StatusVocabulary vocabulary) => vocabulary is StatusVocabulary.Granular ? Status : Status switch
    {
        FileLifecycle.Uploading => "pending",
        FileLifecycle.Ready => Status,
        _ when Status.EndsWith("failed", StringComparison.Ordinal) => "failed",
        _ => "processing",
    };
}
