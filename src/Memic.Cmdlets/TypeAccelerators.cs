using System.Management.Automation;
using System.Reflection;

namespace Memic.Cmdlets;

/// <summary>
/// Lets scripts write <c>catch [Memic.MemicException]</c>. PowerShell finds types by name only in its own load context,
/// where the client is not, so each public type is registered by its full name.
/// </summary>
internal static class TypeAccelerators
{
    private static readonly object Gate = new();
    private static bool s_registered;

    /// <summary>Runs once a process: the table behind it belongs to all runspaces, and cannot be changed by two at a time.</summary>
    public static void Register()
    {
        lock (Gate)
        {
            if (!s_registered)
            {
                AddAll();
                s_registered = true;
            }
        }
    }

    private static void AddAll()
    {
        // Not public API: without it everything else still works, only the names do not resolve.
        var method = typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators")?.GetMethod("Add", [typeof(string), typeof(Type)]);

        // As a delegate: each import would otherwise wait for code to be made that calls the method by reflection.
        var add = method is null ? null : (Action<string, Type>?)Delegate.CreateDelegate(typeof(Action<string, Type>), method, throwOnBindFailure: false);
        foreach (var type in typeof(MemicException).Assembly.GetExportedTypes().Where(type => !type.IsGenericType))
        {
            add?.Invoke(type.FullName!, type);
        }
    }
}
