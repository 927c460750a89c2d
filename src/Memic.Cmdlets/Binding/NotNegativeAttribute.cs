using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Refuses a time span below zero, as the ranges of numbers do: it would end every wait at once, or never.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotNegativeAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is TimeSpan span && span < TimeSpan.Zero)
        {
            throw new ValidationMetadataException("It must be 0 or more.");
        }
    }
}
