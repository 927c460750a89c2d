namespace Memic.Benchmarks;

/// <summary>Prints one line for each measurement, and what they come to.</summary>
internal static class Report
{
    private static int s_reached;
    private static int s_missed;

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

    /// <summary>Prints how many targets were reached.</summary>
    /// <param name="otherLoad">How busy the machine was with something else.</param>
    /// <returns>The exit code: 0 where every target was reached, 1 where one was missed, 2 where one was missed on a machine that was too busy to say so.</returns>
    public static int Conclude(double otherLoad)
    {
        var isBusy = otherLoad > OtherLoad.Most;
        Console.WriteLine($"{s_reached} targets reached, {s_missed} missed. Other load: {otherLoad:0.00}{(isBusy ? $", more than {OtherLoad.Most}: measure again while the machine does nothing else." : ".")}");
        return s_missed == 0 ? 0 : isBusy ? 2 : 1;
    }

    private static string Verdict(bool reached)
    {
        _ = reached ? s_reached++ : s_missed++;
        return reached ? "reached" : "MISSED";
    }
}
