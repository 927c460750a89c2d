namespace Memic;

/// <summary>What the server does in one atomic step each.</summary>
internal static class RedisScripts
{
    private static readonly string Common = Load("Common");

    public static string Acquire { get; } = Common + Load("Acquire");

    public static string Release { get; } = Common + Load("Release");

    public static string Block { get; } = Common + Load("Block");

    public static string Read { get; } = Common + Load("Read");

    public static string Show { get; } = Common + Load("Show");

    public static string Restore { get; } = Common + Load("Restore");

    public static string Lock { get; } = Load("Lock");

    public static string Unlock { get; } = Load("Unlock");

    private static string Load(string name)
    {
        using var reader = new StreamReader(typeof(RedisScripts).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd() + "\n";
    }
}
