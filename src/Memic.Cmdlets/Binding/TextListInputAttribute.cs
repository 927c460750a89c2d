using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Takes texts from values or from a property of an object. What does not fit is bound marked, and raised for that input.</summary>
/// <param name="names">The name of the parameter, and its aliases.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextListInputAttribute(params string[] names) : ArgumentTransformationAttribute
{
    /// <summary>Gets or sets whether an empty one is an error; otherwise it says nothing.</summary>
    public bool IsRequired { get; set; }

    /// <summary>Gets or sets the name of a property that says as much: an object that has only that one is not refused.</summary>
    public string? Alternative { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        // A list without anything in it is said on purpose, and must not become one that says nothing: that would mean everything.
        if ((inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is Array { Length: 0 })
        {
            return Array.Empty<string>();
        }

        var isElsewhere = Alternative is not null && inputData is not (null or string)
            && InputText.ValueOf(inputData, names, out var isThere) is null && !isThere
            && InputText.ValueOf(inputData, [Alternative], out _) is not null;
        return isElsewhere ? null : InputText.Many(inputData, names, IsRequired);
    }
}
