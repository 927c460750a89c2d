namespace Memic.Client.Tests;

/// <summary>A test that needs Azurite.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AzuriteFactAttribute : FactAttribute
{
    /// <summary>Skips the test where it is missing.</summary>
    public AzuriteFactAttribute() => Skip = Azurite.IsInstalled ? null : Azurite.Missing;
}
