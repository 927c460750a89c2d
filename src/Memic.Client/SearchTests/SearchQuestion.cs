namespace Memic;

/// <summary>A question and what a search for it must find: all that is named here.</summary>
public sealed class SearchQuestion
{
    /// <summary>Gets or sets the question: 1 to 1000 characters.</summary>
    public required string Query { get; set; }

    /// <summary>Gets or sets the reference ids of files that must be found, in their exact case; wildcards are allowed.</summary>
    public IReadOnlyList<string> ReferenceIds { get; set; } = [];

    /// <summary>Gets or sets the names of files that must be found; wildcards are allowed.</summary>
    public IReadOnlyList<string> FileNames { get; set; } = [];

    /// <summary>Gets or sets the ids of files that must be found.</summary>
    public IReadOnlyList<string> FileIds { get; set; } = [];

    /// <summary>Gets or sets a text that a passage of these files must contain, or any passage where no file is named. Case and runs of white space do not matter.</summary>
    public string? Text { get; set; }

    /// <summary>Returns the files that must be found.</summary>
    internal IReadOnlyList<FileExpectation> GetExpectations() =>
    [
        .. ReferenceIds.Select(text => new FileExpectation(FileExpectationKind.ReferenceId, text)),
        .. FileNames.Select(text => new FileExpectation(FileExpectationKind.Name, text)),
        .. FileIds.Select(text => new FileExpectation(FileExpectationKind.Id, text)),
    ];

    /// <summary>Throws an error if nothing says what must be found: every answer would pass.</summary>
    /// <exception cref="MemicException"><c>invalid_input</c>.</exception>
    public void Validate()
    {
        if (GetExpectations().Count == 0 && !HasText)
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, SearchTestMessages.NothingExpected);
        }
    }

    /// <summary>Whether a passage must contain a text.</summary>
    internal bool HasText => !string.IsNullOrWhiteSpace(Text);
}
