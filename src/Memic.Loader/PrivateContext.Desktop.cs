#if NETFRAMEWORK
using System.Reflection;

namespace Memic.Loader;

/// <summary>
/// Windows PowerShell has no load contexts: the client and its dependencies are found by name, and only for each other,
/// since powershell.exe has no binding redirects.
/// </summary>
public static class PrivateContext
{
    static readonly string Folder = Path.GetDirectoryName(typeof(PrivateContext).Assembly.Location)!;
    static readonly object Gate = new();
    static bool s_hooked;

    /// <summary>Begins to answer requests for our own assemblies. Runs once a process, however many runspaces import the module.</summary>
    public static void Hook()
    {
        // Whoever comes second must not go on before the hook is there.
        lock (Gate)
        {
            if (!s_hooked)
            {
                AppDomain.CurrentDomain.AssemblyResolve += static (_, request) => IsOurs(request.RequestingAssembly) ? Find(request.Name) : null;
                s_hooked = true;
            }
        }
    }

    static bool IsOurs(Assembly? assembly) =>
        assembly is not null && (assembly.GetName().Name == "Memic.Cmdlets" || assembly.Location.StartsWith(Folder, StringComparison.OrdinalIgnoreCase));

    static Assembly? Find(string name)
    {
        var path = Path.Combine(Folder, new AssemblyName(name).Name + ".dll");
        return File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }
}
#endif
