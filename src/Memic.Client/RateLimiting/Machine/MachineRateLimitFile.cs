using System.Globalization;

namespace Memic;

/// <summary>Where the processes of a user keep the count of a key: a file in the user's own data folder that nobody else may read.</summary>
internal sealed class MachineRateLimitFile
{
    private const string Extension = ".limits";
    private const long Size = PermitTable.Length * (long)sizeof(long);

    private readonly string _folder;
    private readonly string _path;

    /// <param name="folder">The folder of all such files; the user's own by default.</param>
    /// <param name="keyHash">What the key is known by; never the key.</param>
    public MachineRateLimitFile(string? folder, string keyHash)
    {
        _folder = folder ?? DefaultFolder;
        _path = Path.Combine(_folder, $"{keyHash}-{Place}{Extension}");
    }

    /// <summary>What tells one start of the system from the next; 0 where the system does not say.</summary>
    public static long Boot { get; } = FindBoot();

    private static string DefaultFolder => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } data
            ? data
            : throw new IOException(Messages.NoDataFolder),
        "Memic",
        "RateLimits");

    // A home may be shared by machines and containers; as they do not see each other's processes, each has files of its own.
    private static string Place { get; } = TextHash.Compute(Environment.MachineName + ProcessIdentity.FirstStart.ToString(CultureInfo.InvariantCulture))[..8];

    /// <summary>
    /// Opens the file and takes a place in it; <see langword="null"/> while another process is about to do the same.
    /// </summary>
    /// <param name="identity">What the process is known by.</param>
    /// <param name="now">Reads the time, under the lock: one read before may be earlier than when another process joined, and that looks like a restart of the system.</param>
    /// <exception cref="IOException">It cannot be had, or too many processes have it.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be had.</exception>
    public (MappedFile File, int Tag)? TryJoin(long identity, Func<long> now)
    {
        OwnerOnly.CreateFolder(_folder);
        using var join = TryLock();
        if (join is null)
        {
            return null;
        }

        RemoveStale(join);
        var stream = OwnerOnly.Open(_path);
        try
        {
            if (stream.Length != Size)
            {
                // Written, not only made longer: a disk that is full must say so now. Never cut off: others may have it mapped.
                stream.SetLength(Size);
                stream.Write(new byte[Size], 0, (int)Size);
                stream.Flush();
            }

            var file = new MappedFile(stream, PermitTable.Length);
            File.SetLastWriteTimeUtc(_path, DateTime.UtcNow);
            return file.TryUse(static (words, state) => Join(words, state.identity, state.now), (identity, now), out var tag) && tag is not null
                ? (file, tag.Value)
                : throw new IOException(Messages.TooManyProcesses);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Tells other processes that the file is in use; <see langword="false"/> if somebody deleted it. There may be another in
    /// its place: of a process that came while this one was idle for a day.
    /// </summary>
    public bool TryKeep(MappedFile file)
    {
        try
        {
            File.SetLastWriteTimeUtc(_path, DateTime.UtcNow);
            using var reader = new BinaryReader(new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            reader.BaseStream.Position = PermitTable.IdIndex * sizeof(long);
            return file.TryUse(static (words, id) => words[PermitTable.IdIndex] == id, reader.ReadInt64(), out var isSame) && isSame;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static int? Join(Span<long> words, long identity, Func<long> now)
    {
        var table = new PermitTable(words);
        if (!table.IsValid(Boot, now))
        {
            table.Reset(Boot, BitConverter.ToInt64(Guid.NewGuid().ToByteArray(), 0));
        }

        return table.Join(identity, now());
    }

    private static long FindBoot()
    {
        const string BootId = "/proc/sys/kernel/random/boot_id";
        return File.Exists(BootId) ? long.Parse(TextHash.Compute(File.ReadAllText(BootId))[..15], NumberStyles.HexNumber, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>Only one process at a time opens files; the system lets go of the lock of a process that dies.</summary>
    private FileStream? TryLock()
    {
        FileStream? stream = null;
        try
        {
            stream = new FileStream(Path.Combine(_folder, "join.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
#if !NET
            // Mono keeps FileShare to one process.
            stream.Lock(0, 1);
#endif
            return stream;
        }
        catch (IOException) when (File.Exists(Path.Combine(_folder, "join.lock")))
        {
            stream?.Dispose();
            return null;
        }
    }

    /// <summary>
    /// Removes the files of keys that nobody has used for a day, once a day: the lock's file remembers when. A process may
    /// have a thousand keys.
    /// </summary>
    private void RemoveStale(FileStream join)
    {
        if (join.Length > 0 && File.GetLastWriteTimeUtc(join.Name) > DateTime.UtcNow.AddDays(-1))
        {
            return;
        }

        join.SetLength(0);
        join.WriteByte(1);
        join.Flush();
        foreach (var file in new DirectoryInfo(_folder).GetFiles("*" + Extension).Where(file => file.LastWriteTimeUtc < DateTime.UtcNow.AddDays(-1)))
        {
            try
            {
                file.Delete();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // In use on Windows, or gone already.
            }
        }
    }
}
