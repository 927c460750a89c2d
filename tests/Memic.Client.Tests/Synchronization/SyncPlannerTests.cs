namespace Memic.Client.Tests;

public class SyncPlannerTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly SyncManifest _manifest = new("docs", Now);
    private int _ids;

    [Fact]
    public void A_file_that_the_service_does_not_hold_is_sent() =>
        Assert.Equal((SyncStepKind.Send, "docs/a.md"), Plan(File("a.md")) is var step ? (step.Kind, step.ReferenceId) : default);

    [Fact]
    public void A_file_that_the_service_holds_is_kept()
    {
        Remote("a.md", "one");

        Assert.Equal((SyncStepKind.Keep, ""), Outcome(Plan(File("a.md"), "one")));
    }

    [Fact]
    public void A_file_of_another_size_is_replaced_without_reading_it()
    {
        Remote("a.md", "one", size: 9);

        var step = new SyncPlanner(_manifest, new()).Add(File("a.md"))!;

        Assert.Equal((SyncStepKind.Replace, "1"), Outcome(step));
    }

    [Fact]
    public void A_file_of_the_same_size_and_another_hash_is_replaced()
    {
        Remote("a.md", "one");

        Assert.Equal((SyncStepKind.Replace, "1"), Outcome(Plan(File("a.md"), "two")));
    }

    [Fact]
    public void Changed_metadata_are_a_change()
    {
        Remote("a.md", "one", metadataHash: "before");

        Assert.Equal((SyncStepKind.Replace, "1"), Outcome(Plan(File("a.md"), "one", new() { MetadataHash = "after" })));
        Assert.Equal((SyncStepKind.Replace, "1"), Outcome(Plan(File("a.md"), "one")));
        Assert.Equal((SyncStepKind.Keep, ""), Outcome(Plan(File("a.md"), "one", new() { MetadataHash = "before" })));
    }

    [Fact]
    public void Of_several_the_newest_ready_one_with_the_right_hash_stays()
    {
        Remote("a.md", "one");
        Remote("a.md", "one");
        Remote("a.md", "two");
        Remote("a.md", "one", "embedding_started");

        var step = Plan(File("a.md"), "one");

        Assert.Equal((SyncStepKind.Keep, "2"), (step.Kind, step.Version!.Id));
        Assert.Equal(["4", "3", "1"], step.Obsolete.Select(version => version.Id));
    }

    [Fact]
    public void What_a_killed_run_has_sent_is_waited_for_and_not_sent_again()
    {
        Remote("a.md", "one");
        Remote("a.md", "two", "parsing_started");

        var step = Plan(File("a.md"), "two");

        Assert.Equal((SyncStepKind.Await, "2", "1"), (step.Kind, step.Version!.Id, Assert.Single(step.Obsolete).Id));
    }

    [Theory]
    [InlineData("uploading")]
    [InlineData("pending")]
    [InlineData("upload_failed")]
    [InlineData("parsing_failed")]
    public void What_never_arrived_or_failed_is_sent_again_and_goes(string status)
    {
        Remote("a.md", "one", status);

        Assert.Equal((SyncStepKind.Send, "1"), Outcome(Plan(File("a.md"), "one")));
    }

    [Fact]
    public void What_the_service_has_been_processing_for_days_is_sent_again_and_goes_when_that_is_ready()
    {
        var recent = Made("a.md", "docs", "one", 3, "", "parsing_started") with { CreatedAt = Now.UtcDateTime.AddDays(-3) };
        _manifest.Add(recent);
        Assert.Equal(SyncStepKind.Await, Plan(File("a.md"), "one").Kind);

        var manifest = new SyncManifest("docs", Now.AddSeconds(1));
        manifest.Add(recent);
        var planner = new SyncPlanner(manifest, new());
        Assert.Equal((SyncStepKind.Send, "0"), Outcome(planner.Decide(planner.Add(File("a.md"))!, new("one", 3))));
    }

    [Fact]
    public void Files_without_our_marker_or_of_another_source_are_never_spoken_of()
    {
        _manifest.Add(new MemicFile { Id = "x", Status = "ready", ReferenceId = "docs/a.md", Name = "a.md" });
        _manifest.Add(Made("a.md", "other", "one", 3, "", "ready"));
        _manifest.Add(Made("gone.md", "Docs", "one", 3, "", "uploading"));
        var planner = new SyncPlanner(_manifest, new() { Delete = true, Force = true });

        Assert.Equal((SyncStepKind.Send, ""), Outcome(planner.Add(File("a.md"))!));
        Assert.Equal((0, 0, null), Counts(planner.Finish()));
    }

    [Theory]
    [InlineData("a.md", 0, "file_empty")]
    [InlineData("a.exe", 3, "invalid_file_type")]
    [InlineData("a", 3, "invalid_file_type")]
    [InlineData("a.md", 104_857_601, "file_too_large")]
    public void What_the_service_would_refuse_is_skipped_and_under_Strict_fails(string path, long size, string code)
    {
        var skipped = new SyncPlanner(_manifest, new()).Add(File(path) with { Size = size })!;
        var failed = new SyncPlanner(_manifest, new() { Strict = true }).Add(File(path) with { Size = size })!;

        Assert.Equal((SyncStepKind.Skip, code), (skipped.Kind, skipped.Reason!.Code));
        Assert.Equal((SyncStepKind.Fail, code), (failed.Kind, failed.Reason!.Code));
    }

    [Theory]
    [InlineData("a.exe", 3, true)]
    [InlineData("a.md", 104_857_600, false)]
    public void What_the_service_may_take_is_tried(string path, long size, bool isTypeNamed) =>
        Assert.Equal(SyncStepKind.Send, new SyncPlanner(_manifest, new()).Add(File(path) with { Size = size, IsTypeNamed = isTypeNamed })!.Kind);

    [Fact]
    public void Two_names_that_differ_only_in_Unicode_form_are_an_error_for_the_second()
    {
        var planner = new SyncPlanner(_manifest, new());

        Assert.Equal(SyncStepKind.Send, planner.Add(File("e\u0301.md"))!.Kind);
        var second = planner.Add(File("\u00e9.md"))!;
        Assert.Equal((SyncStepKind.Fail, "invalid_input"), (second.Kind, second.Reason!.Code));
    }

    [Fact]
    public void Two_names_that_differ_only_in_case_are_an_error_where_the_service_does_not_tell_them_apart()
    {
        var planner = new SyncPlanner(_manifest, new());
        Assert.Equal([SyncStepKind.Send, SyncStepKind.Send], new[] { "A.md", "a.md" }.Select(path => planner.Add(File(path))!.Kind));

        _manifest.Add(Made("B.md", "docs", "one", 3, "", "ready") with { ReferenceId = "docs/b.md" });
        planner = new SyncPlanner(_manifest, new());
        Assert.Equal([SyncStepKind.Send, SyncStepKind.Fail], new[] { "A.md", "a.md" }.Select(path => planner.Add(File(path))!.Kind));
    }

    [Fact]
    public void A_file_that_cannot_be_read_fails_and_nothing_of_it_goes()
    {
        Remote("a.md", "one");
        var planner = new SyncPlanner(_manifest, new() { Delete = true, Force = true });

        var step = planner.Add(File("a.md") with { Error = new IOException("The disk is ill.") })!;

        Assert.Equal((SyncStepKind.Fail, ""), Outcome(step));
        Assert.Equal("file_unreadable", step.Reason!.Code);
        Assert.Equal((0, 0, null), Counts(planner.Finish()));
    }

    [Fact]
    public void Without_Delete_nothing_goes_but_what_a_killed_run_left_unfinished()
    {
        Remote("gone.md", "one");
        Remote("gone.md", "two", "uploading");
        Remote("other.md", "one", "uploading");

        Assert.Equal((2, 0, null), Counts(Finish(new(), File("a.md"))));
    }

    [Fact]
    public void Delete_removes_every_version_of_what_the_folder_no_longer_has()
    {
        Remote("a.md", "one");
        Remote("gone.md", "one");
        Remote("gone.md", "two", "parsing_failed");

        var removals = Finish(new() { Delete = true }, File("a.md"));

        Assert.Equal(["2", "3"], removals.Removed.Select(version => version.Id));
    }

    [Fact]
    public void What_is_there_but_does_not_take_part_is_not_removed()
    {
        Remote("a.md", "one");
        Remote("excluded.md", "one");
        Remote("excluded/b.md", "one");
        Remote("excludedNot/b.md", "one");

        var removals = Finish(
            new() { Delete = true },
            File("a.md"),
            new(FolderEntryKind.Excluded, "excluded.md", "/docs/excluded.md"),
            new(FolderEntryKind.Excluded, "excluded", "/docs/excluded") { IsFolder = true });

        Assert.Equal(["excludedNot/b.md"], removals.Removed.Select(version => version.Path));
    }

    [Fact]
    public void Nothing_is_removed_if_a_folder_could_not_be_read()
    {
        Remote("a.md", "one");
        Remote("gone.md", "one");
        var unreadable = new FolderEntry(FolderEntryKind.Unreadable, "sub", "/docs/sub") { IsFolder = true, Error = new UnauthorizedAccessException() };

        Assert.Equal((0, 0, SyncMessages.FolderIncomplete), Counts(Finish(new() { Delete = true, Force = true }, File("a.md"), unreadable)));
    }

    [Fact]
    public void An_empty_folder_removes_nothing_even_with_Force()
    {
        Remote("gone.md", "one");

        Assert.Equal((0, 0, SyncMessages.FolderEmpty), Counts(Finish(new() { Delete = true, Force = true })));
        Assert.Equal((0, 0, SyncMessages.FolderEmpty), Counts(Finish(new() { Delete = true })));
    }

    [Fact]
    public void More_than_half_is_removed_only_with_Force()
    {
        Remote("a.md", "one");
        Remote("b.md", "one");
        Remote("c.md", "one");

        Assert.Equal(SyncMessages.MoreThanHalf(2, 3), Planner(new() { Delete = true }, File("a.md")).FindRefusal());
        Assert.Null(Planner(new(), File("a.md")).FindRefusal());
        Assert.Null(Planner(new() { Delete = true, Force = true }, File("a.md")).FindRefusal());
        Assert.Null(Planner(new() { Delete = true }, File("a.md"), File("b.md")).FindRefusal());
        Assert.Equal((0, 2, null), Counts(Finish(new() { Delete = true, Force = true }, File("a.md"))));
        Assert.Equal((0, 1, null), Counts(Finish(new() { Delete = true }, File("a.md"), File("b.md"))));
    }

    [Fact]
    public void Half_may_go_without_Force_and_a_part_that_cannot_be_read_hides_no_majority()
    {
        Remote("a.md", "one");
        Remote("gone.md", "one");
        var unreadable = new FolderEntry(FolderEntryKind.Unreadable, "sub", "/docs/sub") { IsFolder = true, Error = new UnauthorizedAccessException() };

        Assert.Null(Planner(new() { Delete = true }, File("a.md")).FindRefusal());
        Assert.Equal(SyncMessages.MoreThanHalf(2, 2), Planner(new() { Delete = true }, File("new.md"), unreadable).FindRefusal());
    }

    private static FolderEntry File(string path) => new(FolderEntryKind.File, path, "/docs/" + path) { Size = 3 };

    private static MemicFile Made(string path, string source, string hash, long size, string metadataHash, string status, int id = 0) => new()
    {
        Id = id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Status = status,
        CreatedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(id),
        Metadata = MemicMetadata.From(JsonValueWriter.ToElement(new SyncMarker(source, path, hash, size, metadataHash).ToMetadata(null))),
    };

    private static (SyncStepKind Kind, string Obsolete) Outcome(SyncStep step) => (step.Kind, string.Join(",", step.Obsolete.Select(version => version.Id)));

    private static (int Unfinished, int Removed, string? Refusal) Counts(SyncRemovals removals) => (removals.Unfinished.Count, removals.Removed.Count, removals.Refusal);

    private void Remote(string path, string hash, string status = "ready", long size = 3, string metadataHash = "") =>
        _manifest.Add(Made(path, "docs", hash, size, metadataHash, status, ++_ids));

    private SyncStep Plan(FolderEntry file, string hash = "one", SyncRules? rules = null)
    {
        var planner = new SyncPlanner(_manifest, rules ?? new());
        var step = planner.Add(file)!;
        return step.Kind == SyncStepKind.Compare ? planner.Decide(step, new(hash, file.Size)) : step;
    }

    private SyncRemovals Finish(SyncRules rules, params FolderEntry[] entries) => Planner(rules, entries).Finish();

    private SyncPlanner Planner(SyncRules rules, params FolderEntry[] entries)
    {
        var planner = new SyncPlanner(_manifest, rules);
        foreach (var entry in entries)
        {
            planner.Add(entry);
        }

        return planner;
    }
}
