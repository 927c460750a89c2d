namespace Memic.Client.Tests;

public class SyncFilterTests
{
    [Theory]
    [InlineData("*.md", "a.md", true)]
    [InlineData("*.md", "sub/a.md", true)]
    [InlineData("*.MD", "a.md", true)]
    [InlineData("*.md", "a.mdx", false)]
    [InlineData("?.md", "ab.md", false)]
    [InlineData("[a-c]*.md", "b1.md", true)]
    [InlineData("[a-c]*.md", "d1.md", false)]
    [InlineData("[ac]x", "cx", true)]
    [InlineData("`[a`].md", "[a].md", true)]
    [InlineData("a`*", "a*", true)]
    [InlineData("a`*", "ab", false)]
    [InlineData("a.c", "abc", false)]
    [InlineData("sub/*.md", "sub/a.md", true)]
    [InlineData("sub\\*.md", "sub/a.md", true)]
    [InlineData("./sub/*.md", "sub/a.md", true)]
    [InlineData("sub/*.md", "sub/deep/a.md", false)]
    [InlineData("sub/*.md", "other/sub/a.md", false)]
    [InlineData("*/a.md", "sub/a.md", true)]
    [InlineData("sub/", "sub/deep/a.md", true)]
    [InlineData("sub/deep", "sub/deep/er/a.md", true)]
    [InlineData("sub", "sub/a.md", false)]
    public void A_pattern_matches_as_in_PowerShell(string pattern, string path, bool expected)
    {
        Assert.Equal(expected, new SyncFilter(include: [pattern]).Includes(path));
        Assert.Equal(!expected, new SyncFilter(exclude: [pattern]).Includes(path));
    }

    [Fact]
    public void What_is_both_included_and_excluded_is_excluded()
    {
        var filter = new SyncFilter(["*.md"], ["draft*"]);

        Assert.True(filter.Includes("a.md"));
        Assert.False(filter.Includes("draft.md"));
    }

    [Fact]
    public void Only_a_path_excludes_a_whole_folder()
    {
        var filter = new SyncFilter(exclude: ["old", "drafts/"]);

        Assert.True(filter.ExcludesFolder("drafts"));
        Assert.False(filter.ExcludesFolder("old"));
    }

    [Theory]
    [InlineData("*.doc", true)]
    [InlineData("report.DOC", true)]
    [InlineData("*", false)]
    [InlineData("*.d*", false)]
    public void A_type_is_named_by_its_extension_only(string pattern, bool expected) =>
        Assert.Equal(expected, new SyncFilter(include: [pattern]).NamesType("sub/report.doc"));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("a[b")]
    [InlineData("[z-a]")]
    [InlineData("[]")]
    public void A_pattern_that_is_none_is_invalid_input(string pattern) =>
        Assert.Equal("invalid_input", Assert.Throws<MemicException>(() => new SyncFilter(include: [pattern])).Code);
}
