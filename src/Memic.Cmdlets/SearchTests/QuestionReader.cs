using System.Collections;
using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Reads questions from texts and from rows of tables. What a row does not say, the parameters of the cmdlet say for it.</summary>
internal sealed class QuestionReader(string[]? referenceIds, string[]? fileNames, string[]? fileIds, string? text)
{
    private const int MaximumNamed = 8;

    private const string QueryColumn = "Query";
    private const string ReferenceIdColumn = "ReferenceId";
    private const string FileNameColumn = "FileName";
    private const string FileIdColumn = "FileId";
    private const string TextColumn = "Text";

    private static readonly string[] Columns = [QueryColumn, ReferenceIdColumn, FileNameColumn, FileIdColumn, TextColumn];

    private readonly HashSet<string> _unknown = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<MemicException> _warnings = [];

    /// <summary>Returns the question of an input, for an error about it; null where it has none.</summary>
    public static string? NameOf(PSObject? input) => input?.BaseObject is string query ? query : InputText.Visible(InputText.One(ValueOf(input, QueryColumn), [QueryColumn], isRequired: false) ?? string.Empty);

    /// <exception cref="MemicException"><c>invalid_input</c>: it is no question, or nothing says what it must find.</exception>
    public SearchQuestion Read(PSObject? input)
    {
        var isRow = input is not null && InputText.TextOf(input.BaseObject) is null;
        if (isRow && !HasColumn(input!, QueryColumn))
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, $"The input has no Query. It is {InputText.Describe(input!.BaseObject)} with {NamesOf(input)}.");
        }

        var query = InputText.One(isRow ? ValueOf(input, QueryColumn) : input, [QueryColumn], isRequired: true);
        InputText.ThrowIfUnusable(query);
        if (isRow)
        {
            AddWarnings(input!);
        }

        var question = new SearchQuestion
        {
            Query = query!,
            ReferenceIds = Many(isRow, input, ReferenceIdColumn, referenceIds),
            FileNames = Many(isRow, input, FileNameColumn, fileNames),
            FileIds = Many(isRow, input, FileIdColumn, fileIds),
            Text = (isRow ? One(input, TextColumn) : null) ?? text,
        };
        question.Validate();
        return question;
    }

    /// <summary>Returns what is to be said of the columns that were read, once each.</summary>
    public List<MemicException> TakeWarnings()
    {
        var warnings = _warnings.ToList();
        _warnings.Clear();
        return warnings;
    }

    private static IEnumerable<string> ColumnsOf(PSObject input) =>
        input.BaseObject is IDictionary table ? table.Keys.Cast<object>().Select(key => key.ToString() ?? string.Empty) : input.Properties.Select(property => property.Name);

    private static bool HasColumn(PSObject input, string name) => ColumnsOf(input).Contains(name, StringComparer.OrdinalIgnoreCase);

    private static object? ValueOf(PSObject? input, string name) => input?.BaseObject is IDictionary table
        ? table.Keys.Cast<object>().Where(key => string.Equals(key.ToString(), name, StringComparison.OrdinalIgnoreCase)).Select(key => table[key]).FirstOrDefault()
        : input?.Properties[name]?.Value;

    private static string NamesOf(PSObject input)
    {
        var names = ColumnsOf(input).Take(MaximumNamed).ToArray();
        return names.Length == 0 ? "no columns" : $"the columns {string.Join(", ", names)}";
    }

    private static string? One(PSObject? input, string column)
    {
        var value = InputText.One(ValueOf(input, column), [column], isRequired: false);
        InputText.ThrowIfUnusable(value);
        return value;
    }

    private static string[] Many(bool isRow, PSObject? input, string column, string[]? otherwise)
    {
        var values = (isRow ? InputText.Many(ValueOf(input, column), [column], isRequired: false) : null) ?? otherwise ?? [];
        InputText.ThrowIfUnusable(values);
        return [.. values.SelectMany(Split)];
    }

    /// <summary>A cell of a table holds several, separated by semicolons; one that a backtick escapes belongs to the name.</summary>
    private static IEnumerable<string> Split(string cell)
    {
        var start = 0;
        for (var i = 0; i <= cell.Length; i++)
        {
            if (i < cell.Length && cell[i] == '`')
            {
                i++;
            }
            else if (i == cell.Length || cell[i] == ';')
            {
                if (cell.Substring(start, i - start).Trim() is { Length: > 0 } part)
                {
                    yield return part;
                }

                start = i + 1;
            }
        }
    }

    private void AddWarnings(PSObject input)
    {
        foreach (var column in ColumnsOf(input).Where(column => !Columns.Contains(column, StringComparer.OrdinalIgnoreCase) && _unknown.Add(column)))
        {
            _warnings.Add(new MemicException(MemicErrorCodes.InvalidInput, $"The column '{column}' is not used: the columns of a question are {string.Join(", ", Columns)}."));
        }
    }
}
