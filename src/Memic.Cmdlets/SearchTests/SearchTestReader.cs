using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Xml;

namespace Memic.Cmdlets;

/// <summary>Reads results of search tests: those of this session, and those that a file or a job made something else of.</summary>
internal static class SearchTestReader
{
    /// <exception cref="MemicException"><c>invalid_input</c>: it is none.</exception>
    public static MemicSearchTest Read(PSObject input)
    {
        if (input.BaseObject is MemicSearchTest test)
        {
            return test;
        }

        try
        {
            return new MemicSearchTest(
                Get<string>(input, "Query") ?? throw Invalid(input),
                Get<int?>(input, "Rank"),
                Get<double?>(input, "Score"),
                Texts(input, "Found"),
                Texts(input, "Missing"),
                Get<string>(input, "TopHit"),
                Get<double?>(input, "Ndcg") ?? throw Invalid(input),
                Get<double?>(input, "SearchTimeMs"),
                Get<string>(input, "RequestId"));
        }
        catch (PSInvalidCastException)
        {
            throw Invalid(input);
        }
    }

    /// <exception cref="MemicException"><c>file_unreadable</c>, or <c>invalid_input</c> for a file that Export-Clixml has not made.</exception>
    public static IEnumerable<PSObject> ReadFile(string path)
    {
        try
        {
            return LanguagePrimitives.GetEnumerable(PSSerializer.Deserialize(File.ReadAllText(path))) is { } many
                ? many.Cast<object>().Select(PSObject.AsPSObject)
                : [PSObject.AsPSObject(PSSerializer.Deserialize(File.ReadAllText(path)))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MemicException(MemicErrorCodes.FileUnreadable, $"'{path}' cannot be read: {e.Message}", e);
        }
        catch (Exception e) when (e is XmlException or InvalidOperationException or ArgumentException)
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, $"'{path}' is no file that Export-Clixml has made.", e);
        }
    }

    private static T? Get<T>(PSObject input, string name) => (T?)LanguagePrimitives.ConvertTo(input.Properties[name]?.Value, typeof(T), CultureInfo.InvariantCulture);

    private static IEnumerable<string> Texts(PSObject input, string name) => (input.Properties[name]?.Value ?? throw Invalid(input)) switch
    {
        PSObject { BaseObject: IEnumerable many and not string } => many.Cast<object>().Select(item => item.ToString() ?? string.Empty),
        IEnumerable many and not string => many.Cast<object>().Select(item => item.ToString() ?? string.Empty),
        _ => throw Invalid(input),
    };

    private static MemicException Invalid(PSObject input) =>
        new(MemicErrorCodes.InvalidInput, $"The input is {InputText.Describe(input.BaseObject)}, and no result of Test-MemicSearch.");
}
