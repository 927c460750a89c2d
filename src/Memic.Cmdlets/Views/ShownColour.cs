using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Memic.Cmdlets;

/// <summary>
/// Colours a text where the host shows colours, and only there. In C#, since a script block in a view costs the first output of a process
/// more than all the rest of it.
/// </summary>
internal static class ShownColour
{
    // Windows PowerShell has none: it counts the codes as letters of the column.
    private static readonly Type? Style = typeof(PSObject).Assembly.GetType("System.Management.Automation.PSStyle");

    // A view is not told where it is shown, and a runspace does not say.
    private static readonly ConditionalWeakTable<Runspace, PSHost> Hosts = new();

    /// <summary>Keeps the host of a runspace, on its pipeline thread.</summary>
    public static void Remember(PSHost host)
    {
        if (Runspace.DefaultRunspace is { } runspace)
        {
            Hosts.GetValue(runspace, _ => host);
        }
    }

    public static string Green(string text) => Colour(text, 32);

    public static string Red(string text) => Colour(text, 31);

    public static string Yellow(string text) => Colour(text, 33);

    private static string Colour(string text, int code) => IsShown ? $"\u001b[{code}m{text}\u001b[0m" : text;

    private static bool IsShown
    {
        get
        {
            // Where no cmdlet has run, what is shown came out of a file or a job: most likely on the console.
            var host = Runspace.DefaultRunspace is { } runspace && Hosts.TryGetValue(runspace, out var known) ? known : null;
            return Style is not null && (host is null || host.UI.SupportsVirtualTerminal) && !IsTakenOut(host);
        }
    }

    /// <summary>Whether PowerShell takes the colours out again: where its own host writes into a file or a pipe, unless it is told to keep them.</summary>
    private static bool IsTakenOut(PSHost? host) => (host is null || host.Name == "ConsoleHost") && Console.IsOutputRedirected
        && Style!.GetProperty("OutputRendering")?.GetValue(Style.GetProperty("Instance")?.GetValue(null))?.ToString() != "Ansi";
}
