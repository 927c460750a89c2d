#if NET
using System.Reflection;
using System.Runtime.InteropServices;
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

    // A release has the client compiled for some platforms as well, so that a start need not do it: Platforms.targets.
    private static readonly string Platform =
        (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : "linux-") + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

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
        var file = assemblyName.Name + ".dll";
        return LoadFrom(Path.Combine(_folder, Platform, file))
            ?? LoadFrom(Path.Combine(_folder, file))
            ?? (assemblyName.Name == Client && _parent is not null ? _parent.LoadFromAssemblyName(assemblyName)
            : assemblyName.Name == Store && _parent is null ? StoreInstance.Value.LoadFromAssemblyName(assemblyName)
            : null);
    }

    private Assembly? LoadFrom(string path) => File.Exists(path) ? LoadFromAssemblyPath(path) : null;
}
#endif
