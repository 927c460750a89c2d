using System.Management.Automation;
using System.Reflection;

namespace Memic.Cmdlets;

/// <summary>
/// Lets scripts write <c>catch [Memic.MemicException]</c>. PowerShell finds types by name only in its own load context,
/// where the client is not, so each public type is registered by its full name.
/// </summary>
static class TypeNames
{
    public static void Register()
    {
        // Not public API: without it everything else still works, only the names do not resolve.
        var add = typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators")?.GetMethod("Add", [typeof(string), typeof(Type)]);
        foreach (var type in typeof(MemicException).Assembly.GetExportedTypes().Where(type => !type.IsGenericType))
        {
            add?.Invoke(null, [type.FullName, type]);
        }
    }
}
