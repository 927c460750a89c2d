using System.Collections;
using System.Text.Json;

namespace Memic.Client.Tests;

public class MetadataTests
{
    [Fact]
    public async Task Values_of_every_plain_kind_arrive()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var metadata = new Hashtable
        {
            ["text"] = "\"\u20AC\"", ["none"] = null, ["yes"] = true, ["byte"] = (byte)1, ["int"] = -2, ["long"] = long.MaxValue, ["ulong"] = ulong.MaxValue,
            ["decimal"] = 1.10m, ["double"] = 0.5, ["float"] = 0.25f, ["nan"] = double.NaN, ["date"] = new DateTime(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            ["offset"] = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), ["list"] = new object[] { 1, "a", false }, ["map"] = new Hashtable { [1] = "one" },
            ["guid"] = Guid.Empty, ["kind"] = DayOfWeek.Monday, ["uri"] = new Uri("https://memic.example/"),
        };

        var body = await SentAsync(environment, metadata);

        Assert.Equal(metadata.Count, body.Count);
        Assert.Equal("\"\u20AC\"", body["text"].GetString());
        Assert.Equal(JsonValueKind.Null, body["none"].ValueKind);
        Assert.True(body["yes"].GetBoolean());
        Assert.Equal(
            ["1", "-2", "9223372036854775807", "18446744073709551615", "1.10", "0.5", "0.25"],
            new[] { "byte", "int", "long", "ulong", "decimal", "double", "float" }.Select(name => body[name].GetRawText()));
        Assert.Equal(
            ["NaN", "2030-01-02T03:04:05Z", "2030-01-02T01:04:05+00:00", Guid.Empty.ToString(), "Monday", "https://memic.example/"],
            new[] { "nan", "date", "offset", "guid", "kind", "uri" }.Select(name => body[name].GetString()));
        Assert.Equal("""[1,"a",false]""", body["list"].GetRawText());
        Assert.Equal("""{"1":"one"}""", body["map"].GetRawText());
    }

    [Fact]
    public async Task What_was_sent_comes_back_as_plain_values()
    {
        await using var environment = await TestEnvironment.StartAsync();

        var file = await environment.SendAsync(new FileUploadRequest
        {
            Path = environment.Folder.Text(), Metadata = new Hashtable { ["pages"] = 3, ["ratio"] = 0.5, ["tags"] = new[] { "a", "b" }, ["by"] = new Hashtable { ["name"] = "Ann" } },
        });

        Assert.Equal((3L, 0.5), (file.Metadata["pages"], file.Metadata["ratio"]));
        Assert.Equal(["a", "b"], Assert.IsType<object?[]>(file.Metadata["tags"]));
        Assert.Equal("Ann", Assert.IsType<IReadOnlyDictionary<string, object?>>(file.Metadata["by"], exactMatch: false)["name"]);
    }

    [Fact]
    public async Task Metadata_that_contains_itself_is_invalid_input_before_anything_is_sent()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var circle = new Hashtable();
        circle["self"] = circle;

        var error = await environment.FailureOfAsync(environment.Client.Files.UploadAsync(new FileUploadRequest { Path = environment.Folder.Text(), Metadata = circle }, default));

        Assert.Equal("invalid_input", error.Code);
        Assert.Empty(environment.Requests);
    }

    private static async Task<Dictionary<string, JsonElement>> SentAsync(TestEnvironment environment, IDictionary metadata)
    {
        await environment.SendAsync(new FileUploadRequest { Path = environment.Folder.Text(), Metadata = metadata });
        using var body = JsonDocument.Parse(environment.Requests[0].Body!);
        return body.RootElement.GetProperty("metadata").EnumerateObject().ToDictionary(value => value.Name, value => value.Value.Clone());
    }
}
