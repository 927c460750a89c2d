#if NET
using System.Reflection;
using System.Runtime.Loader;

namespace Memic.Loader;

/// <summary>
/// Loads the client and its dependencies outside PowerShell's own load context, so that they cannot conflict with the
/// versions of other modules. Only the client itself is exposed to the cmdlets.
/// </summary>
public sealed class PrivateContext : AssemblyLoadContext
{
    private const string Client = "Memic.Client";

    private static readonly Lazy<PrivateContext> Instance = new(() => new PrivateContext());
    private static readonly string Folder = Path.GetDirectoryName(typeof(PrivateContext).Assembly.Location)!;
    private static readonly object HookLock = new();
    private static bool s_hooked;

    private PrivateContext()
        : base("Memic")
    {
    }

    /// <summary>Registers the resolver for the client, once for each process even if several runspaces import the module.</summary>
    public static void Hook()
    {
        // A second caller must not continue before the resolver is registered.
        lock (HookLock)
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
