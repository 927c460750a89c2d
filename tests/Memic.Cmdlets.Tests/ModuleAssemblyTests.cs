using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Memic.Cmdlets.Tests;

/// <summary>What the assembly of the cmdlets may and may not refer to.</summary>
public sealed class ModuleAssemblyTests
{
    [Fact]
    public void The_cmdlets_set_no_init_property_of_the_client()
    {
        // Built against netstandard2.0, such a setter is not the one that the client has on PowerShell 7: it would be missing at run time.
        using var stream = File.OpenRead(TestSettings.CmdletsAssembly);
        using var assembly = new PEReader(stream);
        var metadata = assembly.GetMetadataReader();

        var names = metadata.TypeReferences.Select(handle => metadata.GetString(metadata.GetTypeReference(handle).Name)).ToList();

        Assert.Contains("MemicConnection", names);
        Assert.DoesNotContain("IsExternalInit", names);
    }
}
