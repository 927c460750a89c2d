namespace Memic.Client.Tests;

/// <summary>The tables of docs/reliability.md, each below its own heading.</summary>
internal static class ReliabilityPage
{
    private static readonly string File = Path.Combine(RepositoryTests.Root, "docs", "reliability.md");

    /// <summary>The lines from a heading to the end of its table; none if there is no such heading.</summary>
    public static IReadOnlyList<string> Read(string heading)
    {
        var lines = System.IO.File.ReadAllLines(File);
        var start = Array.IndexOf(lines, heading);
        return start < 0 ? [] : [.. lines[start..(start + LengthAt(lines, start))]];
    }

    /// <summary>Puts a table in the place of the one below the same heading.</summary>
    public static void Write(IReadOnlyList<string> table)
    {
        var lines = System.IO.File.ReadAllLines(File);
        var start = Array.IndexOf(lines, table[0]);
        Assert.True(start >= 0, $"docs/reliability.md has no line '{table[0]}'.");
        System.IO.File.WriteAllLines(File, [.. lines[..start], .. table, .. lines[(start + LengthAt(lines, start))..]]);
    }

    // The heading, an empty line, and the lines of the table.
    private static int LengthAt(string[] lines, int start) => Math.Min(2, lines.Length - start) + lines.Skip(start + 2).TakeWhile(line => line.StartsWith('|')).Count();
}
