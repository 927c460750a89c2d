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
    private const string Store = "Memic.RateLimiting.Redis";

    private static readonly string OwnFolder = Path.GetDirectoryName(typeof(PrivateContext).Assembly.Location)!;
    private static readonly Lazy<PrivateContext> Instance = new(() => new PrivateContext("Memic", OwnFolder, parent: null));

    // Its library needs other versions of assemblies that the client uses, and is loaded only if the client asks for it.
    private static readonly Lazy<PrivateContext> StoreInstance = new(() => new PrivateContext("Memic.Redis", Path.Combine(OwnFolder, "redis"), Instance.Value));
    private static readonly object HookLock = new();
    private static bool s_hooked;

    private readonly string _folder;
    private readonly PrivateContext? _parent;

    private PrivateContext(string name, string folder, PrivateContext? parent)
        : base(name) => (_folder, _parent) = (folder, parent);

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
        var path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path)
            : assemblyName.Name == Client && _parent is not null ? _parent.LoadFromAssemblyName(assemblyName)
            : assemblyName.Name == Store && _parent is null ? StoreInstance.Value.LoadFromAssemblyName(assemblyName)
            : null;
    }
}
#endif
