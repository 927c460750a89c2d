namespace Memic;

/// <summary>The sentences of a synchronization that a user can see.</summary>
internal static class SyncMessages
{
    public const string SourceLimits = "1 to 100 characters long, without control characters and without any of / \\ : * ? \" < > |, and must not begin or end with a space or a full stop";

    public const string FolderHasNoName = "The folder has no name of its own: name the collection with -Source.";

    public const string FolderEmpty = "Nothing is removed: the folder has no files to keep. If that is meant, remove the files with Remove-MemicFile.";

    public const string FolderIncomplete = "Nothing is removed: a part of the folder could not be read.";

    public const string PatternEmpty = "A pattern for -Include or -Exclude is empty.";

    public const string Leftover = "An interrupted run left it: there is a newer version.";

    public const string Unfinished = "An interrupted run left it: its content never arrived.";

    public const string Gone = "The folder no longer has it.";

    public const string Moved = "The folder has its content under another name, which could not be sent.";

    public const string Back = "The folder has it again.";

    public const string NameFolder = "Name a folder; to send single files, use Send-MemicFile.";

    public static string NotAFolder(string path) => $"{path} is a file, not a folder.";

    public static string NoLock(string reason) => $"Another run could synchronize the same source meanwhile, because no lock can be kept: {reason}";

    public static string InProgress(string source, string? holder) => $"Another run is synchronizing the source '{source}'{(holder is null ? string.Empty : $" ({holder})")}. Nothing was done.";

    public static string PatternInvalid(string pattern) => $"The pattern '{pattern}' has a bracket that is not closed, or a range that runs backwards.";

    public static string NameInvalid(string path) => $"The name '{path}' is not valid Unicode, so that it cannot be sent.";

    public static string NameTaken(string path, string other) =>
        $"'{path}' and '{other}' are the same name to the service: they differ only in the form of their characters or in case. Rename one of them.";

    public static string KeyReserved(string key) => $"The metadata key '{key}' is reserved: keys that begin with {SyncMarker.Prefix} say what is synchronized.";

    public static string TypeRefused(string path) => $"'{path}' is of a type that Memic does not take.";

    public static string Empty(string path) => $"'{path}' is empty.";

    public static string TooLarge(string path) => $"'{path}' is larger than the 100 MB that Memic takes.";

    public static string Unreadable(string path, string reason) => $"'{path}' cannot be read: {reason}";

    public static string ListIncomplete(long seen, long total) =>
        FormattableString.Invariant($"Nothing is sent and nothing is removed: the service counts {total} files, and its list shows {seen} of them.");

    public static string MoreThanHalf(int count, int total) =>
        FormattableString.Invariant($"Nothing is sent and nothing is removed: {count} of the {total} files of this source are no longer in the folder. Use -Force if that is meant.");
}
