#if NET
using System.Reflection;
using System.Runtime.Loader;

namespace Memic.Loader;

/// <summary>
/// Keeps the client and its dependencies out of PowerShell's own load context, so that they never meet another
/// module's versions. Only the client itself is handed over to the cmdlets.
/// </summary>
public sealed class PrivateContext : AssemblyLoadContext
{
    const string Client = "Memic.Client";

    static readonly Lazy<PrivateContext> Instance = new(() => new PrivateContext());
    static readonly string Folder = Path.GetDirectoryName(typeof(PrivateContext).Assembly.Location)!;
    static readonly object Gate = new();
    static bool s_hooked;

    PrivateContext()
        : base("Memic")
    {
    }

    /// <summary>Begins to answer the host's requests for the client. Runs once a process, however many runspaces import the module.</summary>
    public static void Hook()
    {
        // Whoever comes second must not go on before the hook is there.
        lock (Gate)
        {
            if (!s_hooked)
            {
                Default.Resolving += static (_, name) => name.Name == Client ? Instance.Value.LoadFromAssemblyName(name) : null;
                s_hooked = true;
            }
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = Path.Combine(Folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
#endif
