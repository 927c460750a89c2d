namespace Memic.Benchmarks;

/// <summary>Prints one line for each measurement.</summary>
internal static class Report
{
    public static void Header() => Console.WriteLine($"{"",-38}{"floor",14}{"Memic",14}{"ratio",9}   target");

    /// <summary>Prints the speed in proportion to the floor.</summary>
    public static void Speed(string what, double floor, double ours, double ratio, string unit, double target) =>
        Line(what, $"{floor:0} {unit}", $"{ours:0} {unit}", ratio, $"at least {target:0.00}", ratio >= target);

    /// <summary>Prints the cost in proportion to the floor.</summary>
    public static void Cost(string what, double floor, double ours, string unit, double target) =>
        Line(what, $"{floor:0.##} {unit}", $"{ours:0.##} {unit}", ours / floor, $"at most {target:0.00}", ours / floor <= target);

    public static void Amount(string what, double ours, string unit, double target) =>
        Console.WriteLine($"{what,-38}{"",14}{$"{ours:0.##} {unit}",14}{"",9}   at most {target} {unit}: {Verdict(ours <= target)}");

    private static void Line(string what, string floor, string ours, double ratio, string target, bool reached) =>
        Console.WriteLine($"{what,-38}{floor,14}{ours,14}{ratio,9:0.00}   {target}: {Verdict(reached)}");

    private static string Verdict(bool reached) => reached ? "reached" : "MISSED";
}
