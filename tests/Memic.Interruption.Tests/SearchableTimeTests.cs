namespace Memic.Interruption.Tests;

/// <summary>The measure itself: what it must find, and what is no gap.</summary>
public sealed class SearchableTimeTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("memic-tests-").FullName;
    private readonly ChangingFolder _folder;
    private readonly DateTimeOffset _start;

    public SearchableTimeTests()
    {
        _folder = new ChangingFolder(_root, new Random(1));
        _folder.Add(1);
        _start = DateTimeOffset.UtcNow;
    }

    [Fact]
    public void A_version_that_goes_before_the_next_can_be_searched_is_a_gap() =>
        Assert.StartsWith($"{Place}: not searchable from ", Assert.Single(Gaps(Version(1, 3), Version(4, null))), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_gone_though_the_folder_has_it_is_a_gap() =>
        Assert.StartsWith($"{Place}: not searchable since ", Assert.Single(Gaps(Version(1, 5), Version(2, 3))), StringComparison.Ordinal);

    [Fact]
    public void Versions_that_follow_each_other_without_a_moment_between_are_none() =>
        Assert.Empty(Gaps(Version(1, 3), Version(3, 5), Version(2, null), Version(6, 7)));

    [Fact]
    public void What_was_never_there_and_what_the_folder_no_longer_has_is_none() =>
        Assert.Empty(Gaps(Version(1, 2) with { ReferenceId = "not in the folder" }, Version(1, 2, "uploading")));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Place => _folder.Files.Keys.Single();

    private IEnumerable<string> Gaps(params FileHistory[] history) => SearchableTime.FindGaps(history, _folder, file => file.ReferenceId!, files => files.Keys);

    private FileHistory Version(int from, int? to, string status = "ready") => new()
    {
        Id = Guid.NewGuid(),
        Name = "a.md",
        ReferenceId = Place,
        Environment = "production",
        Metadata = [],
        Size = 1,
        Statuses = [new("uploading", _start), new(status, _start.AddSeconds(from))],
        DeletedAt = to is { } seconds ? _start.AddSeconds(seconds) : null,
    };
}
