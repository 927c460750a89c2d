using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Memic;

/// <summary>What .NET itself does not tell of a file on every platform.</summary>
internal static class FileKind
{
    private static readonly bool IsWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Whether opening the file could block for ever. Only what claims to be empty is looked at: a real file with content is none.</summary>
    public static bool IsPipeOrDevice(string path)
    {
        if (IsWindows || LengthOf(path) > 0)
        {
            return false;
        }

        // Read-only and non-blocking: for a pipe this succeeds at once, whether somebody writes to it or not.
        using var handle = Unix.Open(path, Unix.ReadOnly | Unix.NonBlocking);
        return !handle.IsInvalid && Unix.Seek(handle, 0, Unix.FromCurrent) < 0;
    }

    /// <summary>The time of the last write to the opened file, whatever links lead to it (UTC).</summary>
    public static DateTime GetLastWriteTime(FileStream file)
    {
#if NET
        return File.GetLastWriteTimeUtc(file.SafeFileHandle);
#else
        return IsWindows && Windows.GetFileTime(file.SafeFileHandle, IntPtr.Zero, IntPtr.Zero, out var time)
            ? DateTime.FromFileTimeUtc(time)
            : File.GetLastWriteTimeUtc(file.Name);
#endif
    }

    private static long LengthOf(string path)
    {
#if NET
        var target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? new FileInfo(path);
        return target.Exists ? target.Length : 0;
#else
        return new FileInfo(path).Length;
#endif
    }

    private static class Unix
    {
        public const int ReadOnly = 0;
        public const int FromCurrent = 1;

        public static int NonBlocking => RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? 0x4 : 0x800;

        [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern SafeFileHandle Open([MarshalAs(UnmanagedType.LPStr)] string path, int flags);

        [DllImport("libc", EntryPoint = "lseek", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern long Seek(SafeFileHandle file, long offset, int origin);
    }

#if !NET
    private static class Windows
    {
        [DllImport("kernel32", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        [return: MarshalAs(UnmanagedType.Bool)]
        public static extern bool GetFileTime(SafeFileHandle file, IntPtr creation, IntPtr access, out long lastWrite);
    }
#endif
}
