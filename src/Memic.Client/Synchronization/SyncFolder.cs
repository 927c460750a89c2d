namespace Memic;

/// <summary>Checks the folder before anything is sent.</summary>
internal static class SyncFolder
{
    /// <exception cref="MemicException"><c>path_not_found</c>, <c>not_a_file</c> or <c>file_unreadable</c>.</exception>
    public static void Check(string path)
    {
        if (!Directory.Exists(path))
        {
            throw File.Exists(path)
                ? new MemicException(MemicErrorCodes.NotAFile, SyncMessages.NotAFolder(path)) { Advice = SyncMessages.NameFolder }
                : new MemicException(MemicErrorCodes.PathNotFound, Messages.PathNotFound(path));
        }

        try
        {
            using var first = Directory.EnumerateFileSystemEntries(path).GetEnumerator();
            first.MoveNext();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            throw new MemicException(MemicErrorCodes.FileUnreadable, Messages.Unreadable(path, e.Message), e);
        }
    }
}
