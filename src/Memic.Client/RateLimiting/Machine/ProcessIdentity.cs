using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Memic;

/// <summary>
/// Names a process by its number and the time it started, so that a later process that got the same number is not taken
/// for it.
/// </summary>
internal static class ProcessIdentity
{
    private static readonly bool IsLinux = RuntimeInformation.IsOSPlatform(OSPlatform.Linux);

    /// <summary>This process.</summary>
    public static long Current { get; } = FindCurrent();

    /// <summary>When the first process of the system, or of the container, started: it tells places apart that do not see each other's processes.</summary>
    public static uint FirstStart => Started(1) ?? 0;

    /// <summary>Whether the process still runs.</summary>
    public static bool IsAlive(long identity) => identity == Current || (Started((int)(identity >> 32)) is { } start && start == (uint)identity);

    private static long FindCurrent()
    {
        using var process = Process.GetCurrentProcess();
        return ((long)process.Id << 32) | (Started(process.Id) ?? 0);
    }

    /// <summary>When a process started, in whatever unit the system has; <see langword="null"/> if it does not run.</summary>
    private static uint? Started(int id)
    {
        try
        {
            return IsLinux ? StartedOnLinux(id) : StartedElsewhere(id);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Ticks since the system started: unlike the time of day they do not change with the clock.</summary>
    private static uint? StartedOnLinux(int id)
    {
        // The name in brackets may hold spaces and brackets; state and start follow it as fields 3 and 22.
        var status = File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat");
        var fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
        var hasEnded = fields[0] is "Z" or "X";
        return hasEnded ? null : (uint)ulong.Parse(fields[19], CultureInfo.InvariantCulture);
    }

    private static uint? StartedElsewhere(int id)
    {
        using var process = Process.GetProcessById(id);
        return (uint)(process.StartTime.ToFileTimeUtc() / TimeSpan.TicksPerSecond);
    }
}
