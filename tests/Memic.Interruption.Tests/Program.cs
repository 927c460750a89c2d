namespace Memic.Interruption.Tests;

/// <summary>The process that is killed: it does what a scheduled task does, when its standard input says so.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        Console.WriteLine("ready");
        if (await Console.In.ReadLineAsync() is null)
        {
            return 0;
        }

        return await Job.RunAsync(Enum.Parse<JobKind>(arguments[0]), new Uri(arguments[1]), arguments[2], arguments[3]);
    }
}
