namespace Memic.Client.Tests;

public class PromptTests
{
    [Fact]
    public async Task The_live_version_comes_with_its_name_body_variables_and_number()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Prompts.Set("greeting", "Hello {{ name }}", versionNumber: 7);

        var prompt = await GetAsync(environment, "greeting");

        Assert.Equal(("greeting", "Hello {{ name }}", 7L), (prompt.Name, prompt.Body, prompt.VersionNumber));
        Assert.Equal(["name"], prompt.Variables);
        Assert.Equal((FakeTime.Start.UtcDateTime, DateTimeKind.Utc), (prompt.UpdatedAt!.Value, prompt.UpdatedAt.Value.Kind));
    }

    [Fact]
    public async Task A_name_without_a_live_version_is_prompt_not_found()
    {
        await using var environment = await TestEnvironment.StartAsync();

        var error = await environment.FailureOfAsync(environment.Client.Prompts.GetAsync("none", default));

        Assert.Equal(("prompt_not_found", 404, MemicErrorCategory.ObjectNotFound), (error.Code, error.StatusCode, error.Error.Category));
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("a/b")]
    [InlineData("100%?#&+")]
    [InlineData("\u00DCberschrift")]
    public async Task Any_name_can_be_asked_for(string name)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Prompts.Set(name, "body");

        await GetAsync(environment, name);

        Assert.Equal("/api/v1/prompts/" + Uri.EscapeDataString(name), Assert.Single(environment.Requests).Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("..")]
    public async Task A_name_that_is_none_is_invalid_input_and_sends_nothing(string name)
    {
        await using var environment = await TestEnvironment.StartAsync();

        Assert.Equal("invalid_input", (await environment.FailureOfAsync(environment.Client.Prompts.GetAsync(name, default))).Code);
        Assert.Empty(environment.Requests);
    }

    [Fact]
    public async Task A_body_is_all_that_an_answer_needs()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 200, Body = """{"body": "Hi", "variables": null, "version_number": "three"}""" });

        var prompt = await GetAsync(environment, "greeting");

        Assert.Equal(("greeting", "Hi", null), (prompt.Name, prompt.Body, prompt.VersionNumber));
        Assert.Empty(prompt.Variables);
    }

    [Fact]
    public async Task An_answer_without_a_body_is_invalid_response()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 200, Body = """{"name": "greeting"}""" });

        Assert.Equal("invalid_response", (await environment.FailureOfAsync(environment.Client.Prompts.GetAsync("greeting", default))).Code);
    }

    private static Task<MemicPrompt> GetAsync(TestEnvironment environment, string name) => environment.RunAsync(environment.Client.Prompts.GetAsync(name, default));
}
