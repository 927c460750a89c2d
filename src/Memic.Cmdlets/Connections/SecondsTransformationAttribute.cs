using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Takes numbers as seconds where a TimeSpan is wanted; PowerShell by itself would take them as ten-millionths.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecondsTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is not TimeSpan && LanguagePrimitives.TryConvertTo(value, out double seconds) && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : value;
    }
}
