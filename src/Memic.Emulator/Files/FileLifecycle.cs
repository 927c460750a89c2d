namespace Memic.Emulator;

/// <summary>Computes the state of a file from the time since its confirmation, so that nothing has to run in the background.</summary>
internal static class FileLifecycle
{
    public const string Uploading = "uploading";
    public const string UploadFailed = "upload_failed";
    public const string ParsingFailed = "parsing_failed";
    public const string Ready = "ready";

    private static readonly string[] Steps =
    [
        "uploaded",
        "conversion_started", "conversion_complete",
        "parsing_started", "parsing_complete",
        "chunking_started", "chunking_complete",
        "embedding_started", "embedding_complete",
        Ready,
    ];

    private static readonly int Parsed = Array.IndexOf(Steps, "parsing_complete");

    public static FileState GetState(StoredFile file, DateTimeOffset now)
    {
        if (file.StatusOverride is { } word)
        {
            return new FileState(word, file.ChangedAt, file.ErrorMessage);
        }

        if (file.ConfirmedAt is not { } confirmed)
        {
            return new FileState(Uploading, file.ChangedAt);
        }

        var last = Steps.Length - 1;
        var elapsed = now - confirmed;
        var step = elapsed >= file.ProcessingTime ? last : (int)(elapsed / file.ProcessingTime * last);
        if (step >= Parsed && file.Text.Failure is { } failure)
        {
            return new FileState(ParsingFailed, confirmed + (file.ProcessingTime * Parsed / last), failure);
        }

        return new FileState(
            Steps[step],
            confirmed + (file.ProcessingTime * step / last),
            Remaining: step == last ? null : file.ProcessingTime - elapsed);
    }
}
