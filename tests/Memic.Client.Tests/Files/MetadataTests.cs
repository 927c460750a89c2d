using System.Collections;
using System.Globalization;
using System.Numerics;
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
            ["decimal"] = 1.10m, ["double"] = 0.5, ["float"] = 0.1f, ["big"] = BigInteger.Parse("123456789012345678901234567890", CultureInfo.InvariantCulture), ["day"] = new DateOnly(2030, 1, 2), ["time"] = new TimeOnly(3, 4, 5), ["span"] = TimeSpan.FromMinutes(90), ["date"] = new DateTime(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            ["offset"] = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), ["list"] = new object[] { 1, "a", false }, ["map"] = new Hashtable { [1] = "one" },
            ["guid"] = Guid.Empty, ["kind"] = DayOfWeek.Monday, ["uri"] = new Uri("https://memic.example/"),
        };

        var body = await SentAsync(environment, metadata);

        Assert.Equal(metadata.Count, body.Count);
        Assert.Equal("\"\u20AC\"", body["text"].GetString());
        Assert.Equal(JsonValueKind.Null, body["none"].ValueKind);
        Assert.True(body["yes"].GetBoolean());
        Assert.Equal(
            ["1", "-2", "9223372036854775807", "18446744073709551615", "1.10", "0.5", "0.1", "123456789012345678901234567890"],
            new[] { "byte", "int", "long", "ulong", "decimal", "double", "float", "big" }.Select(name => body[name].GetRawText()));
        Assert.Equal(
            ["2030-01-02", "03:04:05", "01:30:00", "2030-01-02T03:04:05Z", "2030-01-02T01:04:05Z", Guid.Empty.ToString(), "Monday", "https://memic.example/"],
            new[] { "day", "time", "span", "date", "offset", "guid", "kind", "uri" }.Select(name => body[name].GetString()));
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

    [Theory]
    [InlineData("12345678901234567890")]
    [InlineData("-123456789012345678901234567890")]
    [InlineData("0.1")]
    [InlineData("0.12345678901234567890123")]
    public void Numbers_of_JSON_text_keep_every_digit(string number) =>
        Assert.Equal($$"""{"n":{{number}}}""", MemicMetadata.Parse($$"""{"n":{{number}}}""").ToString());

    [Theory]
    [InlineData("[1]")]
    [InlineData("offer")]
    public void Text_that_is_no_JSON_object_is_invalid_input(string text) =>
        Assert.Equal("invalid_input", Assert.Throws<MemicException>(() => MemicMetadata.Parse(text)).Code);

    public static TheoryData<object> WithoutJsonForm => new() { double.NaN, float.PositiveInfinity, new System.Xml.XmlDocument(), new object(), typeof(string) };

    // Not a row of the theory: the test host would pass it on as another text.
    [Fact]
    public void Half_of_a_surrogate_pair_is_invalid_input() =>
        Assert.Equal("invalid_input", Assert.Throws<MemicException>(() => JsonValueWriter.ToElement(new Hashtable { ["a"] = "\ud800" })).Code);

    [Theory]
    [MemberData(nameof(WithoutJsonForm))]
    public async Task A_value_without_a_JSON_form_is_invalid_input_that_names_its_key(object value)
    {
        await using var environment = await TestEnvironment.StartAsync();
        var metadata = new Hashtable { ["a"] = new Hashtable { ["b"] = new[] { value } } };

        var error = await environment.FailureOfAsync(environment.Client.Files.UploadAsync(new FileUploadRequest { Path = environment.Folder.Text(), Metadata = metadata }, default));

        Assert.Equal("invalid_input", error.Code);
        Assert.Contains("'a.b[0]'", error.Detail, StringComparison.Ordinal);
        Assert.Empty(environment.Requests);
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
