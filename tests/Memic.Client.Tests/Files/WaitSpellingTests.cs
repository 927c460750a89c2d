namespace Memic.Client.Tests;

/// <summary>The id that was asked for is the key, however it is spelled and whatever the service calls the file.</summary>
public class WaitSpellingTests
{
    [Theory]
    [InlineData("upper", 1)]
    [InlineData("upper", 4)]
    [InlineData("braces", 1)]
    [InlineData("braces", 4)]
    [InlineData("digits", 1)]
    [InlineData("digits", 4)]
    public async Task An_id_in_another_spelling_ends_as_one_file_under_the_id_that_was_asked_for(string spelling, int files)
    {
        await using var environment = await TestEnvironment.StartAsync();
        var id = Guid.Parse(Seed(environment, "1.txt"));
        var asked = spelling switch { "upper" => id.ToString().ToUpperInvariant(), "braces" => id.ToString("B"), _ => id.ToString("N") };

        await WaitAsync(environment, TimeSpan.FromSeconds(30), [asked, .. Enumerable.Range(1, files - 1).Select(n => Seed(environment, $"more{n}.txt"))]);

        Assert.Empty(environment.Observer.Failures);
        Assert.Equal(files, environment.Observer.Results<MemicFile>().Count());
        Assert.Single(environment.Observer.Results<MemicFile>(), file => file.Id == asked);
    }

    [Fact]
    public async Task Two_spellings_of_one_id_and_one_id_with_two_paths_each_have_their_outcome()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var id = Seed(environment, "1.txt");
        using var poller = new FileStatusPoller(environment.Client, TimeSpan.FromSeconds(30), default);

        var files = await environment.RunAsync(Task.WhenAll(
            poller.WaitAsync(id, "a.txt"), poller.WaitAsync(id, "b.txt"), poller.WaitAsync(id.ToUpperInvariant(), "c.txt"), poller.WaitAsync(id, "a.txt")));

        Assert.Equal([(id, "a.txt"), (id, "b.txt"), (id.ToUpperInvariant(), "c.txt"), (id, "a.txt")], files.Select(file => (file.Id, file.Path)));
        await environment.RunAsync(poller.Completion);
    }

    [Fact]
    public async Task A_service_that_answers_with_another_id_is_taken_to_mean_the_one_that_was_asked_for()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var id = Seed(environment, "1.txt", "pending");
        environment.Emulator.Faults.Add(new Fault { Path = "*/status", Status = 200, Body = """{"id": "another", "status": "ready"}""", Times = int.MaxValue });

        await WaitAsync(environment, TimeSpan.FromSeconds(30), [id]);

        Assert.Equal(id, Assert.Single(environment.Observer.Results<MemicFile>()).Id);
    }

    private static string Seed(TestEnvironment environment, string name, string status = "ready") =>
        environment.Emulator.Files.Seed(new FileSeed { Name = name, Text = "Some text.", Status = status }).Id.ToString();

    private static async Task WaitAsync(TestEnvironment environment, TimeSpan timeout, IEnumerable<string> ids)
    {
        using var poller = new FileStatusPoller(environment.Client, timeout, default);
        await environment.RunAsync(Task.WhenAll(ids.Select(id => Record(environment, poller, id)).ToArray()));

        // Nothing of it goes on once the waits have ended.
        await environment.RunAsync(poller.Completion);
    }

    private static Task Record(TestEnvironment environment, FileStatusPoller poller, string id) => environment.Observer.RecordAsync(poller.WaitAsync(id), id);
}
