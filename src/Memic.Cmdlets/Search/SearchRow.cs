using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Turns a row of structured results into an object whose properties are the columns.</summary>
static class SearchRow
{
    const string TypeName = "Memic.SearchRow";

    public static object From(IReadOnlyDictionary<string, object?> row)
    {
        var item = new PSObject();
        item.TypeNames.Insert(0, TypeName);
        foreach (var cell in row)
        {
            item.Properties.Add(new PSNoteProperty(cell.Key, cell.Value));
        }

        return item;
    }
}
