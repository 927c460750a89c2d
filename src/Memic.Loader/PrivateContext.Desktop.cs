#if NETFRAMEWORK
using System.Reflection;

namespace Memic.Loader;

/// <summary>
/// Resolves the client and its dependencies by name for Windows PowerShell, which has no load contexts and no binding
/// redirects. Only requests of this module's own assemblies are answered.
/// </summary>
public static class PrivateContext
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(PrivateContext).Assembly.Location)!;

    // The second one has the library of a rate limit store, in the versions that the first one has, too.
    private static readonly string[] Folders = [Folder, Path.Combine(Folder, "redis")];
    private static readonly object HookLock = new();
    private static bool s_hooked;

    /// <summary>Registers the resolver, once for each process even if several runspaces import the module.</summary>
    public static void Hook()
    {
        // A second caller must not continue before the resolver is registered.
        lock (HookLock)
        {
            if (!s_hooked)
            {
                AppDomain.CurrentDomain.AssemblyResolve += static (_, request) => IsOwn(request) ? Find(request.Name) : null;
                s_hooked = true;
            }
        }
    }

    // Who asks for an assembly by reflection is not always told: the store is known by its own name.
    private static bool IsOwn(ResolveEventArgs request) => request.RequestingAssembly is { } assembly
        ? assembly.GetName().Name == "Memic.Cmdlets" || assembly.Location.StartsWith(Folder, StringComparison.OrdinalIgnoreCase)
        : new AssemblyName(request.Name).Name == "Memic.RateLimiting.Redis";

    private static Assembly? Find(string name)
    {
        var file = new AssemblyName(name).Name + ".dll";
        var path = Folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
        return path is null ? null : Assembly.LoadFrom(path);
    }
}
#endif
