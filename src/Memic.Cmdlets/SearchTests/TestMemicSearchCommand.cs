using System.Globalization;
using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Tests whether questions find their documents.</summary>
/// <remarks>
/// Each question is run as a search, several at once within the limit, and emitted in the order of the input: whether all that must be found was found, the rank and score of the first expected file, and what is missing. Sort-Object Passed puts the failures first; with -Summary they come first by themselves.
/// A question is an object, such as a row of Import-Csv, with the columns Query and ReferenceId, FileName, FileId or Text; or a text, for which the parameters of these names say what must be found. All of it must be found. Several ids or names in one cell are separated by semicolons. Wildcards are allowed in names and reference ids; one is met by the first file that matches.
/// A rank is that of a file, which counts once, at its best passage. The measures of the summary are the usual ones. Recall: what was found of what must be found, over all questions, within the passages that -Top asks for. MeanReciprocalRank: the mean of 1/rank of the first expected file, 0 where none was found. Ndcg: the normalized discounted cumulative gain, with relevance 1 for each expected file and the discount 1/log2(1 + rank). The median is the usual one; the 95th percentile is that by nearest rank. See Manning, Raghavan and Schuetze, Introduction to Information Retrieval, chapter 8.
/// At first the list of files is read, while the first searches run, as far as needed to find everything that is expected. What no file has, or cannot be searched yet, is said once, in a warning with the code no_matching_file or file_still_processing.
/// Errors: invalid_input for a question that expects nothing or cannot be read; search_quality_low; and errors of the network or the service. A question that ends as an error is no failed test: the summary counts it under Errors.
/// </remarks>
/// <example><code>Test-MemicSearch 'How long is the notice period?' -FileName contract*.pdf -Text 'three months'</code><para>Tests one question.</para></example>
/// <example><code>Import-Csv questions.csv | Test-MemicSearch -Top 5</code><para>Tests the questions of a table with the columns Query and ReferenceId, and emits a result for each.</para></example>
/// <example><code>Import-Csv questions.csv | Test-MemicSearch -Summary -MinimumRecall 0.9 -ErrorAction Stop</code><para>Emits one summary, and fails if less than nine tenths are found.</para></example>
[Cmdlet(VerbsDiagnostic.Test, "MemicSearch", DefaultParameterSetName = SearchSet)]
[OutputType(typeof(MemicSearchTest), typeof(MemicSearchSummary))]
public sealed class TestMemicSearchCommand : SearchCmdletBase
{
    private const string SearchSet = "Search";
    private const string ChatSet = "Chat";
    private const int MaximumChatTop = 20;

    private readonly List<SearchQuestion> _questions = [];
    private QuestionReader? _reader;
    private int _errors;
    private int _left;

    /// <summary>Specifies the questions: texts of 1 to 1000 characters, or objects with the columns Query, ReferenceId, FileName, FileId and Text.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject")]
    public PSObject[] Query { get; set; } = [];

    /// <summary>Specifies the reference ids of files that must be found, in their exact case, where a question does not say so itself; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[]? ReferenceId { get; set; }

    /// <summary>Specifies the names of files that must be found, where a question does not say so itself; wildcards are allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FileNameCompleter))]
    [SupportsWildcards]
    public string[]? FileName { get; set; }

    /// <summary>Specifies the ids of files that must be found, where a question does not say so itself.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    public string[]? FileId { get; set; }

    /// <summary>Specifies a text that a passage of the expected files must contain, or any passage if no file is expected. Case and white space do not matter.</summary>
    [Parameter]
    public string? Text { get; set; }

    /// <summary>Specifies the maximum number of passages: 1 to 50, with -Chat 1 to 20. The service's own default if it is not specified.</summary>
    [Parameter]
    [Alias("TopK")]
    [ValidateRange(1, 50)]
    public int? Top { get; set; }

    /// <summary>Asks the chat instead of searching, and looks at the citations of the answer.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ChatSet)]
    public SwitchParameter Chat { get; set; }

    /// <summary>Specifies the files to search, by id: a filter as of Search-MemicContent -FileId, not what must be found.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    public string[]? FilterFileId { get; set; }

    /// <summary>Specifies the files to search, by reference id: a filter as of Search-MemicContent -ReferenceId, not what must be found.</summary>
    [Parameter(ParameterSetName = SearchSet)]
    public string[]? FilterReferenceId { get; set; }

    /// <summary>Specifies the pages to search, from 1.</summary>
    [Parameter(ParameterSetName = SearchSet)]
    [ValidateRange(1, int.MaxValue)]
    public int[]? Page { get; set; }

    /// <summary>Specifies the first page to search, from 1.</summary>
    [Parameter(ParameterSetName = SearchSet)]
    [ValidateRange(1, int.MaxValue)]
    public int? FirstPage { get; set; }

    /// <summary>Specifies the last page to search, from 1.</summary>
    [Parameter(ParameterSetName = SearchSet)]
    [ValidateRange(1, int.MaxValue)]
    public int? LastPage { get; set; }

    /// <summary>Specifies the category to search.</summary>
    [Parameter(ParameterSetName = SearchSet)]
    public string? Category { get; set; }

    /// <summary>Specifies the type of document to search.</summary>
    [Parameter(ParameterSetName = SearchSet)]
    public string? DocumentType { get; set; }

    /// <summary>Specifies the environment to search: staging or production. The key determines it anyway.</summary>
    [Parameter(ParameterSetName = SearchSet)]
    [ArgumentCompleter(typeof(SlugCompleter))]
    public string? EnvironmentSlug { get; set; }

    /// <summary>Emits one summary of all questions instead of a result for each.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>Specifies the lowest recall that is good enough: 0 to 1. Less is the error search_quality_low, after everything else is emitted; its TargetObject is the summary.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? MinimumRecall { get; set; }

    /// <summary>Does not read the list of files. Nothing warns of files that are not there, and a reference id is known only where the answer contains it, which citations of the chat do not.</summary>
    [Parameter]
    public SwitchParameter SkipFileCheck { get; set; }

    /// <summary>Specifies how many questions are under way at once: 1 to 64. By default 8.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _reader = new QuestionReader(ReferenceId, FileName, FileId, Text);
        if (Chat && Top > MaximumChatTop)
        {
            ThrowTerminatingError(ErrorRecords.From(new MemicException(MemicErrorCodes.InvalidInput, "With -Chat, -Top must be 1 to 20."), Top));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in Query)
        {
            if (TryCheck(QuestionReader.NameOf(input), () => _reader!.Read(input), out var question))
            {
                _questions.Add(question!);
            }

            _reader!.TakeWarnings().ForEach(warning => WriteWarning(warning.Summary));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var tests = RunAll();
        base.EndProcessing();
        if (!Summary && MinimumRecall is null)
        {
            return;
        }

        var summary = MemicSearchSummary.From(tests, _errors, Top);
        if (Summary)
        {
            WriteObject(summary);
        }

        if (MinimumRecall is { } minimum)
        {
            TryCheck(summary, () => summary.Require(minimum), out _);
        }
    }

    private protected override void WriteFailure(MemicException error, object? target)
    {
        _errors++;
        if (!error.Error.IsTerminating)
        {
            base.WriteFailure(error, target);
            return;
        }

        Complete();
        var rest = _left.ToString(CultureInfo.InvariantCulture);
        ThrowTerminatingError(ErrorRecords.From(error, target, _left == 0 ? string.Empty : $"Not tested: {rest} more {(_left == 1 ? "question" : "questions")}."));
    }

    private List<MemicSearchTest> RunAll()
    {
        var results = new List<MemicSearchTest>();
        if (_questions.Count == 0)
        {
            return results;
        }

        var tester = Own(CreateTester());
        var check = tester.CheckAsync(_questions, StopToken);
        var tests = tester.Start(_questions, StopToken);
        Track(check);
        Track(Task.WhenAll(tests));
        WriteWarnings(check);
        for (var i = 0; i < tests.Count; i++)
        {
            _left = tests.Count - i - 1;
            if (!TryFinish(_questions[i].Query, tests[i], out var result))
            {
                continue;
            }

            results.Add(result);
            if (!Summary)
            {
                WriteObject(result);
            }
        }

        return results;
    }

    private void WriteWarnings(Task<IReadOnlyList<MemicException>> check)
    {
        try
        {
            Pump(check);
            check.GetAwaiter().GetResult().ToList().ForEach(warning => WriteWarning(warning.Summary));
        }
        catch (MemicException e) when (!e.Error.IsTerminating)
        {
            // The tests can be run all the same.
            WriteWarning($"The list of files could not be read, so that nothing is said about expected files that are not there: {e.Summary}");
        }
        catch (MemicException)
        {
            // The first question ends with the same.
        }
    }

    private SearchTester CreateTester()
    {
        if (!Chat)
        {
            return SearchTester.ForSearch(
                Client,
                new SearchQuery
                {
                    Query = string.Empty, Top = Top, MinimumScore = MinimumScore, FileIds = FilterFileId, ReferenceIds = FilterReferenceId,
                    Pages = Page, FirstPage = FirstPage, LastPage = LastPage, Category = Category, DocumentType = DocumentType,
                    ProjectId = ProjectId, EnvironmentSlug = EnvironmentSlug, ConnectorId = ConnectorId, Route = SearchRoutes.Parse(Route),
                },
                ThrottleLimit,
                !SkipFileCheck);
        }

        return SearchTester.ForChat(
            Client,
            new ChatQuestion
            {
                Question = string.Empty, Top = Top, MinimumScore = MinimumScore, FileIds = FilterFileId, ProjectId = ProjectId, ConnectorId = ConnectorId, Route = SearchRoutes.Parse(Route),
            },
            ThrottleLimit,
            !SkipFileCheck);
    }
}
