namespace Memic.Client.Tests;

/// <summary>The cases are those of git's documentation and of its own tests; what is expected is what <c>git check-ignore</c> says of them.</summary>
public class IgnoreRulesTests
{
    [Theory]
    // Names, at any depth; and paths, tied to the folder of the file.
    [InlineData("foo", "foo", true)]
    [InlineData("foo", "a/foo", true)]
    [InlineData("foo", "foobar", false)]
    [InlineData("/foo", "foo", true)]
    [InlineData("/foo", "a/foo", false)]
    [InlineData("a/foo", "a/foo", true)]
    [InlineData("a/foo", "b/a/foo", false)]
    // Folders, with all that is in them.
    [InlineData("foo/", "foo", false)]
    [InlineData("foo/", "foo/bar", true)]
    [InlineData("foo/", "a/foo/bar/baz", true)]
    [InlineData("/a/", "a/b", true)]
    [InlineData("a/b/", "a/b/c", true)]
    // One star and a question mark stay in their part of the path.
    [InlineData("*.txt", "a/b.txt", true)]
    [InlineData("a/*.txt", "a/b.txt", true)]
    [InlineData("a/*.txt", "a/b/c.txt", false)]
    [InlineData("a/*", "a/b/c", true)]
    [InlineData("a/*/c", "a/b/c", true)]
    [InlineData("a/*/d", "a/b/c/d", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c/d", "a/c/d", false)]
    [InlineData("*", ".hidden", true)]
    // Two stars.
    [InlineData("**/foo", "foo", true)]
    [InlineData("**/foo", "a/b/foo", true)]
    [InlineData("**/a/b", "x/a/b", true)]
    [InlineData("a/**", "a/b/c", true)]
    [InlineData("a/**", "a", false)]
    [InlineData("a/**/b", "a/b", true)]
    [InlineData("a/**/b", "a/x/y/b", true)]
    [InlineData("a**b", "axxb", true)]
    [InlineData("/a**b", "a/b", false)]
    [InlineData("**a", "xa", true)]
    [InlineData("**/", "a", false)]
    [InlineData("**/", "a/b", true)]
    // Sets.
    [InlineData("[ab].md", "b.md", true)]
    [InlineData("[a-c].md", "c.md", true)]
    [InlineData("[!a].md", "a.md", false)]
    [InlineData("[^a].md", "b.md", true)]
    [InlineData("[]a].md", "].md", true)]
    [InlineData("[!]a].md", "].md", false)]
    [InlineData("[a-]", "-", true)]
    [InlineData("[\\]]", "]", true)]
    [InlineData("[[:digit:]]", "7", true)]
    [InlineData("[[:digit:][:alpha:]]", "x", true)]
    [InlineData("[[:nonsense:]]", "n", false)]
    [InlineData("a[!x]b/c", "a/b/c", false)]
    [InlineData("[a", "[a", false)]
    // Escapes.
    [InlineData("\\#notes", "#notes", true)]
    [InlineData("\\!notes", "!notes", true)]
    [InlineData("a\\*", "a*", true)]
    [InlineData("a\\*", "ab", false)]
    [InlineData("a\\", "a", false)]
    [InlineData("a\\", "a\\", false)]
    // Spaces at the end.
    [InlineData("foo   ", "foo", true)]
    [InlineData("foo\\ ", "foo ", true)]
    [InlineData("foo\\ ", "foo", false)]
    [InlineData("foo\\   ", "foo ", true)]
    [InlineData("a b", "a b", true)]
    [InlineData("foo\t", "foo", false)]
    // Case, comments, and lines that say nothing.
    [InlineData("Foo", "foo", false)]
    [InlineData("#foo", "#foo", false)]
    [InlineData("", "foo", false)]
    [InlineData("/", "foo", false)]
    [InlineData("!", "foo", false)]
    // The last rule decides; what is in an ignored folder cannot be taken back.
    [InlineData("*.md\n!keep.md", "keep.md", false)]
    [InlineData("!keep.md\n*.md", "keep.md", true)]
    [InlineData("a\n!a/keep.md", "a/keep.md", true)]
    [InlineData("a/*\n!a/keep.md", "a/keep.md", false)]
    [InlineData("/*\n!/foo\n/foo/*\n!/foo/bar", "foo/bar/x", false)]
    [InlineData("/*\n!/foo\n/foo/*\n!/foo/bar", "foo/baz", true)]
    [InlineData("foo/*\n!foo/bar", "foo/bar", false)]
    // What editors leave.
    [InlineData("foo\r\nbar\r\n", "foo", true)]
    [InlineData("\uFEFFfoo", "foo", true)]
    public void A_path_is_ignored_where_git_ignores_it(string rules, string path, bool expected)
    {
        var parsed = IgnoreRules.Parse(rules);
        var parts = path.Split('/');

        var actual = Enumerable.Range(1, parts.Length).Any(count => parsed.IsIgnored(string.Join('/', parts[..count]), isFolder: count < parts.Length) == true);

        Assert.Equal(expected, actual);
    }
}
