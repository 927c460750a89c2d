using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Memic.Cmdlets;

/// <summary>Runs in each runspace that imports the module, before any cmdlet does: makes the client loadable.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    public void OnImport()
    {
        var edition = RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal) ? "net472" : "net8.0";
        var folder = Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!;
        var loader = Assembly.LoadFrom(Path.Combine(folder, "deps", edition, "Memic.Loader.dll"));
        loader.GetType("Memic.Loader.PrivateContext", throwOnError: true)!.GetMethod("Hook")!.Invoke(null, null);
        TypeAccelerators.Register();
    }
}
