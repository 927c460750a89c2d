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

    /// <summary>Gets the statuses that the file had since it was last changed, oldest first. What a change skips is not among them.</summary>
    public static IEnumerable<FileStatusChange> GetChanges(StoredFile file, DateTimeOffset now)
    {
        var last = Steps.Length - 1;
        var reached = GetState(file, now);
        var isProcessed = file.StatusOverride is null && file.ConfirmedAt is not null;
        for (var step = 0; isProcessed && step < last && Steps[step] != reached.Status; step++)
        {
            var (from, to) = (TimeOf(step), TimeOf(step + 1));
            if (reached.Status == ParsingFailed && step == Parsed)
            {
                break;
            }

            if (to > file.ChangedAt)
            {
                yield return new(Steps[step], from > file.ChangedAt ? from : file.ChangedAt);
            }
        }

        yield return new(reached.Status, reached.UpdatedAt > file.ChangedAt ? reached.UpdatedAt : file.ChangedAt);

        DateTimeOffset TimeOf(int step) => file.ConfirmedAt!.Value + (file.ProcessingTime * step / last);
    }
}
