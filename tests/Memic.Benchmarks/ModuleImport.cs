using System.Diagnostics;
using System.Globalization;

namespace Memic.Benchmarks;

/// <summary>Measures Import-Module against a module with a manifest and one empty cmdlet. Each import runs in a new PowerShell.</summary>
internal static class ModuleImport
{
    private const int Rounds = 9;

    public static void Run()
    {
        var manifest = Path.Combine(AppContext.BaseDirectory, "EmptyModule.psd1");
        File.WriteAllText(manifest, "@{ RootModule = 'EmptyModule.dll'; ModuleVersion = '1.0.0'; GUID = 'b7a3b5f0-7d5f-4f57-9a3b-3b0d6cf6b0e1'; CmdletsToExport = @('Get-Nothing'); FunctionsToExport = @(); VariablesToExport = @(); AliasesToExport = @() }");
        try
        {
            var times = Enumerable.Range(0, Rounds).Select(_ => (Empty: Import(manifest), Ours: Import(OurManifest()))).ToList();
            Report.Cost("Import-Module", Comparison.Median(times.Select(time => time.Empty)), Comparison.Median(times.Select(time => time.Ours)), "ms", 1.5);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine("no pwsh: Import-Module was not measured");
        }
    }

    private static double Import(string manifest)
    {
        var command = $"(Measure-Command {{ Import-Module '{manifest}' }}).TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)";
        using var shell = Process.Start(new ProcessStartInfo("pwsh", ["-NoProfile", "-NonInteractive", "-Command", command]) { RedirectStandardOutput = true })!;
        var milliseconds = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return double.Parse(milliseconds, CultureInfo.InvariantCulture);
    }

    /// <summary>Finds the manifest at the root of the clone, above this program.</summary>
    private static string OurManifest()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Memic.psd1")))
        {
            folder = folder.Parent ?? throw new FileNotFoundException("Memic.psd1 is in no folder above this program.");
        }

        return Path.Combine(folder.FullName, "Memic.psd1");
    }
}
