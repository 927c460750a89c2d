namespace Memic.Client.Tests;

/// <summary>A list that goes round in circles is left, instead of being walked for ever.</summary>
public class EndlessListTests
{
    [Fact]
    public async Task A_list_of_files_that_repeats_a_page_for_ever_is_an_invalid_response()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "/files", Status = 200, Times = int.MaxValue, Body = """{"items": [{"id": "1", "status": "ready"}], "has_more": true}""" });
        var lister = new FileLister(environment.Client);

        var seen = new List<MemicFile>();
        var error = await Assert.ThrowsAsync<MemicException>(() => environment.RunAsync(WalkAsync()));

        Assert.Equal(MemicErrorCodes.InvalidResponse, error.Code);
        Assert.Equal("1", Assert.Single(seen).Id);
        Assert.Equal(11, environment.Requests.Count);

        async Task WalkAsync()
        {
            while (await lister.NextAsync(default) is { } files)
            {
                seen.AddRange(files);
            }
        }
    }

    [Fact]
    public async Task A_list_of_projects_that_repeats_a_page_ends_with_what_it_has()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "/projects", Status = 200, Times = int.MaxValue, Body = """{"items": [{"id": "1", "name": "One"}], "has_more": true}""" });

        var projects = await environment.RunAsync(environment.Client.Projects.GetAllAsync(default));

        Assert.Equal("One", Assert.Single(projects).Name);
        Assert.Equal(2, environment.Requests.Count);
    }
}
