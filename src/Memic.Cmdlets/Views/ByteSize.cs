using System.Globalization;

namespace Memic.Cmdlets;

/// <summary>Writes sizes as a person reads them: 68 B, 1.2 MB.</summary>
internal static class ByteSize
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    public static string Describe(long bytes)
    {
        var unit = 0;
        double value = Math.Max(bytes, 0);
        for (; value >= 1000 && unit < Units.Length - 1; unit++)
        {
            value /= 1000;
        }

        return value.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
