using System.Runtime.InteropServices;

namespace Memic;

/// <summary>Files and folders that only their owner may read. On Windows, the user's own data folder is such a place already.</summary>
internal static class OwnerOnly
{
    public static void CreateFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path);
        }

        Restrict(path, isFolder: true);
    }

    public static FileStream Open(string path)
    {
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        try
        {
            Restrict(path, isFolder: false);
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

#if NET
    private static void Restrict(string path, bool isFolder)
    {
        const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (!OperatingSystem.IsWindows())
        {
            var mode = isFolder ? FileMode | UnixFileMode.UserExecute : FileMode;
            if (File.GetUnixFileMode(path) != mode)
            {
                File.SetUnixFileMode(path, mode);
            }
        }
    }
#else
    private static void Restrict(string path, bool isFolder)
    {
        const uint FileMode = 0x180; // 0600
        const uint FolderMode = 0x1C0; // 0700
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && ChangeMode(path, isFolder ? FolderMode : FileMode) != 0)
        {
            throw new UnauthorizedAccessException(Messages.NotOwnerOnly(path));
        }
    }

    [DllImport("libc", EntryPoint = "chmod", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int ChangeMode(string path, uint mode);
#endif
}
