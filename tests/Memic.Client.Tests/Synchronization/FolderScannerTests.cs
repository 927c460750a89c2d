namespace Memic.Client.Tests;

public sealed class FolderScannerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Files_come_in_the_order_of_their_names_with_size_and_path()
    {
        Write("b.md", "12345");
        Write("a/z.md");
        Write("a/deep/er/x.md");
        Write("c.md");

        Assert.Equal(["a/deep/er/x.md", "a/z.md", "b.md", "c.md"], Files());
        var file = Scan().Single(entry => entry.Path == "b.md");
        Assert.Equal((5, Path.Combine(_folder.Path, "b.md")), (file.Size, file.FullPath));
    }

    [Fact]
    public void Hidden_files_and_folders_are_left_out_as_Get_ChildItem_does()
    {
        Write("seen.md");
        Write(".hidden.md");
        Write(".git/config.md");
        if (OperatingSystem.IsWindows())
        {
            File.SetAttributes(Path.Combine(_folder.Path, ".hidden.md"), FileAttributes.Hidden);
            new DirectoryInfo(Path.Combine(_folder.Path, ".git")).Attributes |= FileAttributes.Hidden;
        }

        Assert.Equal(["seen.md"], Files());
        Assert.Equal([".git", ".hidden.md"], Paths(FolderEntryKind.Excluded));
    }

    [Fact]
    public void A_link_to_a_folder_is_not_followed_and_so_a_loop_ends()
    {
        Write("a/b.md");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "a", "loop"), _folder.Path);

        Assert.Equal(["a/b.md"], Files());
        Assert.Equal(["a/loop"], Paths(FolderEntryKind.Excluded));
    }

    [Fact]
    public void A_link_to_a_file_is_a_file_of_the_size_of_its_target()
    {
        Write("target.md", "1234567");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "link.md"), "target.md");

        Assert.Equal(7, Scan().Single(entry => entry.Path == "link.md").Size);
    }

    [Fact]
    public void A_link_to_nothing_and_a_link_to_itself_are_files_with_an_error()
    {
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "dangling.md"), "nowhere.md");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "self.md"), "self.md");

        Assert.Equal(["dangling.md", "self.md"], Scan().Where(entry => entry is { Kind: FolderEntryKind.File, Error: IOException }).Select(entry => entry.Path));
    }

    [Fact]
    public void A_folder_that_is_itself_a_link_is_read()
    {
        Write("real/a.md");
        var link = Path.Combine(_folder.Path, "link");
        Directory.CreateSymbolicLink(link, Path.Combine(_folder.Path, "real"));

        Assert.Equal(["a.md"], new FolderScanner(link, new SyncFilter()).Scan(default).Select(entry => entry.Path));
    }

    [Fact]
    public void Rules_hold_for_their_folder_and_below_and_the_nearest_decide()
    {
        Write(".memicignore", "*.txt\n/only-here.md\nbuild/\n");
        Write("a.txt");
        Write("only-here.md");
        Write("build/x.md");
        Write("sub/.memicignore", "!keep.txt\n");
        Write("sub/keep.txt");
        Write("sub/other.txt");
        Write("sub/only-here.md");
        Write("sub/deep/keep.txt");

        Assert.Equal(["sub/deep/keep.txt", "sub/keep.txt", "sub/only-here.md"], Files());
        Assert.Contains("build", Paths(FolderEntryKind.Excluded));
    }

    [Fact]
    public void Patterns_leave_files_out_but_say_that_they_are_there()
    {
        Write("a.md");
        Write("a.txt");
        Write("old/b.md");

        var entries = new FolderScanner(_folder.Path, new SyncFilter(["*.md"], ["old/"])).Scan(default).ToList();

        Assert.Equal(["a.md"], entries.Where(entry => entry.Kind == FolderEntryKind.File).Select(entry => entry.Path));
        Assert.Equal([("a.txt", false), ("old", true)], entries.Where(entry => entry.Kind == FolderEntryKind.Excluded).Select(entry => (entry.Path, entry.IsFolder)));
    }

    [Fact]
    public void A_folder_whose_rules_cannot_be_read_is_unreadable_and_the_others_go_on()
    {
        // A folder in the place of the rules: they cannot be read by any user.
        Directory.CreateDirectory(Path.Combine(_folder.Path, "a", IgnoreRules.FileName));
        Write("a/secret.md");
        Write("b.md");

        Assert.Equal(["a"], Paths(FolderEntryKind.Unreadable));
        Assert.Equal(["b.md"], Files());
    }

    [Fact]
    public void A_folder_that_goes_during_the_scan_is_unreadable()
    {
        Write("a/x.md");
        Write("b/y.md");
        using var scan = new FolderScanner(_folder.Path, new SyncFilter()).Scan(default).GetEnumerator();
        Assert.True(scan.MoveNext());

        Directory.Delete(Path.Combine(_folder.Path, "b"), recursive: true);

        // Its absence was not seen when its parent was read: whatever it held is unknown.
        Assert.True(!scan.MoveNext() || scan.Current.Kind == FolderEntryKind.Unreadable);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_unreadable() =>
        Assert.Equal(FolderEntryKind.Unreadable, Assert.Single(new FolderScanner(Path.Combine(_folder.Path, "none"), new SyncFilter()).Scan(default)).Kind);

    [Fact]
    public void A_scan_can_be_cancelled()
    {
        Write("a.md");

        Assert.Throws<OperationCanceledException>(() => new FolderScanner(_folder.Path, new SyncFilter()).Scan(new CancellationToken(canceled: true)).Any());
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string path, string text = "text")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder.Path, path))!);
        _folder.Text(path, text);
    }

    private IEnumerable<FolderEntry> Scan() => new FolderScanner(_folder.Path, new SyncFilter()).Scan(default);

    private IEnumerable<string> Paths(FolderEntryKind kind) => Scan().Where(entry => entry.Kind == kind && entry.Path != IgnoreRules.FileName).Select(entry => entry.Path);

    private IEnumerable<string> Files() => Paths(FolderEntryKind.File);
}
