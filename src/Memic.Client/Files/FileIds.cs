namespace Memic;

/// <summary>Compares ids of files. They are UUIDs, which can be spelled in several ways.</summary>
internal sealed class FileIds : IEqualityComparer<string>
{
    public static FileIds Comparer { get; } = new();

    public bool Equals(string? x, string? y) => string.Equals(Normalize(x), Normalize(y), StringComparison.Ordinal);

    public int GetHashCode(string obj) => StringComparer.Ordinal.GetHashCode(Normalize(obj)!);

    private static string? Normalize(string? id) => Guid.TryParse(id, out var guid) ? guid.ToString("D") : id;
}
