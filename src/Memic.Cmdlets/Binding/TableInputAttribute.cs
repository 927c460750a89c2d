using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Takes a table of values from a hashtable, an object or JSON text. What is none is bound marked, and raised for that input.</summary>
/// <param name="name">The name of the parameter.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TableInputAttribute(string name) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return PlainValues.TableOf(inputData, name);
        }
        catch (MemicException e)
        {
            return new UnusableTable(e.Detail);
        }
    }
}
