namespace Memic.Client.Tests;

public sealed class SyncIdentityTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void The_reference_id_is_source_and_path_in_their_exact_case() =>
        Assert.Equal("Docs/Sub/Read Me.md", SyncIdentity.ToReferenceId("Docs", "Sub/Read Me.md"));

    [Fact]
    public void A_name_is_the_same_whether_a_Mac_or_Windows_spelled_it() =>
        Assert.Equal("r\u00e9sum\u00e9.md", SyncIdentity.Normalize("re\u0301sume\u0301.md"));

    [Fact]
    public void Half_of_a_character_in_a_name_is_invalid_input() =>
        Assert.Equal("invalid_input", Assert.Throws<MemicException>(() => SyncIdentity.Normalize("a\ud800.md")).Code);

    [Fact]
    public void Up_to_255_characters_a_reference_id_is_whole() =>
        Assert.Equal("docs/" + new string('x', 250), SyncIdentity.ToReferenceId("docs", new string('x', 250)));

    [Fact]
    public void Beyond_255_characters_it_is_cut_and_ends_in_a_hash_that_never_changes() =>
        Assert.Equal(
            "docs/" + new string('x', 217) + "~ba59d13877ca4a515947cbc72be4d694",
            SyncIdentity.ToReferenceId("docs", new string('x', 251)));

    [Fact]
    public void Long_paths_that_begin_alike_have_different_reference_ids()
    {
        var folder = new string('x', 300);

        Assert.NotEqual(SyncIdentity.ToReferenceId("docs", folder + "/a.md"), SyncIdentity.ToReferenceId("docs", folder + "/b.md"));
    }

    [Fact]
    public void A_cut_never_goes_through_a_character()
    {
        var id = SyncIdentity.ToReferenceId("docs", new string('x', 216) + string.Concat(Enumerable.Repeat("\U0001F600", 30)));

        Assert.Equal(254, id.Length);
        Assert.Equal(id, SyncIdentity.Normalize(id));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" docs")]
    [InlineData("docs.")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a:b")]
    [InlineData("a*")]
    [InlineData("a\tb")]
    [InlineData("a\u202eb")]
    public void A_source_with_odd_characters_is_invalid_input(string source) =>
        Assert.Equal("invalid_input", Assert.Throws<MemicException>(() => SyncSource.Validate(source)).Code);

    [Fact]
    public void A_source_of_more_than_100_characters_is_invalid_input() =>
        Assert.Equal("invalid_input", Assert.Throws<MemicException>(() => SyncSource.Validate(new string('x', 101))).Code);

    [Theory]
    [InlineData("docs")]
    [InlineData("My docs (2026), \u00e9t\u00e9 #1")]
    public void A_source_may_be_what_people_call_folders(string source) => Assert.Equal(source, SyncSource.Validate(source));

    [Fact]
    public void The_source_is_the_folder_s_own_name_however_the_path_is_written()
    {
        var docs = Directory.CreateDirectory(Path.Combine(_folder.Path, "docs")).FullName;

        Assert.Equal("docs", SyncSource.FromFolder(docs));
        Assert.Equal("docs", SyncSource.FromFolder(docs + Path.DirectorySeparatorChar));
        Assert.Equal("docs", SyncSource.FromFolder(Path.Combine(docs, ".", "..", "docs")));
    }

    [Fact]
    public void The_root_of_a_drive_has_no_name_that_could_be_a_source() =>
        Assert.Equal("invalid_input", Assert.Throws<MemicException>(() => SyncSource.FromFolder(Path.GetPathRoot(_folder.Path)!)).Code);

    public void Dispose() => _folder.Dispose();
}
