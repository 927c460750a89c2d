using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Takes one text from a value or from a property of an object. What does not fit is bound marked, and raised for that input.</summary>
/// <param name="names">The name of the parameter, and its aliases.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextInputAttribute(params string[] names) : ArgumentTransformationAttribute
{
    /// <summary>Gets or sets whether an empty one is an error; otherwise it says nothing.</summary>
    public bool IsRequired { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => InputText.One(inputData, names, IsRequired);
}
