using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Memic.Client.Tests;

/// <summary>What the emulator can do wrong can be learnt from the emulator itself.</summary>
public class FaultHelpTests
{
    public static TheoryData<string> Kinds => [.. Enum.GetNames<FaultKind>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    public static TheoryData<string> Fields =>
    [
        .. typeof(Fault).GetProperties().Where(property => property.SetMethod is { IsPublic: true })
            .Select(property => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name)),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    [MemberData(nameof(Fields))]
    public void The_help_explains_every_kind_and_every_field(string name) =>
        Assert.Contains($"\n  {name} ", FaultHelp.Text, StringComparison.Ordinal);

    [Fact]
    public void Every_line_of_the_help_fits_into_100_columns() => Assert.All(FaultHelp.Text.Split('\n'), line => Assert.True(line.Length <= 100, line));

    [Theory]
    [InlineData("""{"kind":"lostreplies"}""", "There is no such kind of fault. The kinds are: respond, reset, lostReply, hang, ")]
    [InlineData("""{"path":"/x","staus":503}""", "A fault has no field of that name. The fields are: method, path, key, ")]
    [InlineData("""{"times":"often"}""", "The value of 'times' does not fit: how many of them it is applied to; 1 by default.")]
    [InlineData("503", "That is no JSON object: ")]
    public async Task A_fault_that_cannot_be_read_is_answered_with_what_there_is(string body, string detail)
    {
        await using var client = await EmulatorClient.StartAsync();

        using var response = await client.Http.PostAsync(client.Emulator.ControlUri + "/faults", new StringContent(body));

        Assert.Equal(400, (int)response.StatusCode);
        Assert.StartsWith(detail, (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["detail"]!, StringComparison.Ordinal);
    }
}
