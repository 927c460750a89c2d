namespace Memic.Client.Tests;

public class SyncMarkerTests
{
    private static readonly SyncMarker Marker = new("docs", "a/b.md", new string('a', 64), 12, "m");

    [Fact]
    public void It_reads_back_what_it_wrote_and_leaves_the_user_s_metadata_as_they_are()
    {
        var metadata = Marker.ToMetadata(new Dictionary<string, object?> { ["team"] = "ops" });

        Assert.Equal("ops", metadata["team"]);
        Assert.Equal(Marker, SyncMarker.TryRead(FileWith(metadata)));
    }

    [Fact]
    public void A_size_that_the_service_turned_into_text_is_still_a_size()
    {
        var metadata = Marker.ToMetadata(null);
        metadata["memic_sync_size"] = "12";
        metadata["memic_sync_sha256"] = new string('A', 64);

        Assert.Equal(Marker, SyncMarker.TryRead(FileWith(metadata)));
    }

    [Theory]
    [InlineData("memic_sync_source")]
    [InlineData("memic_sync_path")]
    public void Without_source_or_path_a_file_is_not_ours(string key)
    {
        var metadata = Marker.ToMetadata(null);
        metadata.Remove(key);

        Assert.Null(SyncMarker.TryRead(FileWith(metadata)));
    }

    [Fact]
    public void Without_hash_or_size_a_file_is_ours_and_matches_nothing()
    {
        var metadata = Marker.ToMetadata(null);
        metadata.Remove("memic_sync_sha256");
        metadata.Remove("memic_sync_size");

        Assert.Equal(Marker with { Sha256 = "", Size = -1 }, SyncMarker.TryRead(FileWith(metadata)));
    }

    [Fact]
    public void The_hash_of_metadata_does_not_depend_on_their_order_but_on_every_value()
    {
        static string Of(params (string Key, object? Value)[] pairs) => SyncMarker.HashOf(pairs.ToDictionary(pair => pair.Key, pair => pair.Value));
        var nested = new Dictionary<string, object?> { ["x"] = 1, ["y"] = 2 };
        var nestedOtherwise = new Dictionary<string, object?> { ["y"] = 2, ["x"] = 1 };

        Assert.Equal(Of(("a", 1), ("b", nested)), Of(("b", nestedOtherwise), ("a", 1)));
        Assert.NotEqual(Of(("a", 1)), Of(("a", 2)));
        Assert.NotEqual(Of(("a", 1)), Of(("a", "1")));
        Assert.NotEqual(Of(("a", 1)), Of());
        Assert.Equal("", SyncMarker.HashOf(null));
    }

    [Fact]
    public void A_key_of_ours_in_the_user_s_metadata_is_invalid_input() =>
        Assert.Equal("invalid_input", Assert.Throws<MemicException>(() => SyncMarker.HashOf(new Dictionary<string, object?> { ["Memic_Sync_path"] = "x" })).Code);

    private static MemicFile FileWith(System.Collections.IDictionary metadata) =>
        new() { Id = "1", Status = "ready", Metadata = MemicMetadata.From(JsonValueWriter.ToElement(metadata)) };
}
