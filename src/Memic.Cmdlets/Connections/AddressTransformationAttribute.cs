using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Takes text as an address. What is none binds as one that the connection refuses, with a code and a reason that PowerShell's own error has not.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddressTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text ? Parse(text) : inputData;

    /// <summary>Reads an address, whatever it looks like.</summary>
    public static Uri Parse(string text) => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var uri) ? uri : new Uri("/", UriKind.Relative);
}
