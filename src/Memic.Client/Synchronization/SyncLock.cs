using System.Globalization;
using System.Text;

namespace Memic;

/// <summary>
/// Keeps two runs on one machine from synchronizing the same source at the same time. The operating system holds the lock for the
/// process, so that a run that dies in whatever way leaves none behind.
/// </summary>
internal sealed class SyncLock : IDisposable
{
    private readonly FileStream _file;

    private SyncLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="folder">Where locks are kept; by default in this user's own data.</param>
    /// <param name="identity">What is locked: whatever two runs that must not meet have in common.</param>
    /// <param name="now">When this run begins, for the others to say.</param>
    /// <returns>The lock; <see langword="null"/> if another run has it.</returns>
    /// <exception cref="IOException">There can be no lock here.</exception>
    /// <exception cref="UnauthorizedAccessException">There can be no lock here.</exception>
    public static SyncLock? TryAcquire(string? folder, string identity, DateTimeOffset now)
    {
        var path = PathOf(folder, identity);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        FileStream file;
        try
        {
            file = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }

        try
        {
            // The lock file itself cannot be read while it is held, so its holder is named beside it.
            using var text = new StreamWriter(new FileStream(path + ".txt", FileMode.Create, FileAccess.Write, FileShare.ReadWrite));
            text.Write(Holder(now));
        }
        catch
        {
            file.Dispose();
            throw;
        }

        return new SyncLock(file);
    }

    /// <summary>Who has the lock, in words; <see langword="null"/> if that cannot be read.</summary>
    public static string? ReadHolder(string? folder, string identity)
    {
        try
        {
            using var text = new StreamReader(new FileStream(PathOf(folder, identity) + ".txt", FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return text.ReadToEnd();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A short name for what is locked, from which it cannot be read.</summary>
    public static string NameOf(string identity) => Hex.Of(SyncIdentity.Sha256(Encoding.UTF8.GetBytes(identity))).Substring(0, 32);

    // The file stays: to delete it while others wait to open it would let two of them in.
    public void Dispose() => _file.Dispose();

    /// <summary>The folder of locks in a user's data. Without one, as some services are run, a lock in the current folder would be nobody's.</summary>
    internal static string FolderIn(string data) => data.Length > 0 ? Path.Combine(data, "Memic", "sync") : throw new IOException(Messages.NoDataFolder);

    private static string PathOf(string? folder, string identity) => Path.Combine(
        folder ?? FolderIn(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify)),
        NameOf(identity));

    private static string Holder(DateTimeOffset now)
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return string.Format(CultureInfo.InvariantCulture, "process {0}, since {1:yyyy-MM-dd HH:mm:ss}Z", process.Id, now.UtcDateTime);
    }

    /// <summary>A sharing violation: on Windows by its code, elsewhere as .NET reports a lock that another process holds.</summary>
    private static bool IsHeld(IOException e) => e.GetType() == typeof(IOException) && (e.HResult & 0xFFFF) is 32 or 33 or 11 or 35;
}
