namespace Memic.Client.Tests;

public class ReadmeExampleTests
{
    [Fact]
    public async Task The_example_in_the_README_of_the_client_is_the_code_that_is_tested_here()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(RepositoryTests.Root, "src/Memic.Client/README.md"));
        var source = await File.ReadAllTextAsync(Path.Combine(RepositoryTests.Root, "tests/Memic.Client.Tests/Documents/ReadmeExample.cs"));

        var example = readme.ReplaceLineEndings("\n").Split("```csharp\n")[1].Split("\n```")[0];

        Assert.Contains(WithoutIndentation(example), WithoutIndentation(source), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_in_the_README_of_the_client_sends_a_file_and_finds_it()
    {
        await using var emulator = await MemicEmulator.StartAsync(new EmulatorOptions { ProcessingTime = TimeSpan.Zero });
        using var folder = new TempFolder();
        using var output = new StringWriter();

        await ReadmeExample.RunAsync(EmulatorOptions.DefaultKey, emulator.BaseUri, folder.Text("offer.md", "The notice period is a month."), output, default);

        Assert.Equal("offer.md: The notice period is a month.", output.ToString().Trim());
    }

    [Fact]
    public async Task The_example_in_the_README_of_the_client_tells_of_a_refused_key()
    {
        await using var emulator = await MemicEmulator.StartAsync(new EmulatorOptions());
        using var folder = new TempFolder();
        using var output = new StringWriter();

        await ReadmeExample.RunAsync("mk_live_WRONG", emulator.BaseUri, folder.Text(), output, default);

        Assert.StartsWith("invalid_api_key, request req_", output.ToString(), StringComparison.Ordinal);
    }

    private static string WithoutIndentation(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()));
}
