using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Turns a row of structured results into an object whose properties are the columns.</summary>
internal static class SearchRow
{
    private const string TypeName = "Memic.SearchRow";

    // PowerShell keeps these for itself.
    private static readonly string[] Reserved = ["PSObject", "PSBase", "PSAdapted", "PSExtended", "PSTypeNames"];

    public static object From(IReadOnlyDictionary<string, object?> row)
    {
        var item = new PSObject();
        item.TypeNames.Insert(0, TypeName);
        foreach (var cell in row)
        {
            item.Properties.Add(new PSNoteProperty(NameOf(cell.Key, item), ShownText.Wrap(cell.Value)));
        }

        return item;
    }

    /// <summary>Columns may have no name, names that differ only by case, or names that PowerShell keeps for itself; properties may not.</summary>
    private static string NameOf(string column, PSObject item)
    {
        var name = column.Length == 0 ? "Column" : DisplayText.Clean(column);
        name = Reserved.Contains(name, StringComparer.OrdinalIgnoreCase) ? name + "_" : name;
        var free = name;
        for (var number = 2; item.Properties[free] is not null; number++)
        {
            free = FormattableString.Invariant($"{name}_{number}");
        }

        return free;
    }
}
