namespace Memic.Client.Tests;

public class SearchTesterTests
{
    [Fact]
    public async Task Results_come_in_the_order_of_the_questions_whichever_is_answered_first()
    {
        await using var environment = await StartAsync("lion", "zebra", "ape");
        environment.Emulator.Faults.Add(new Fault { Path = "/search", Delay = TimeSpan.FromSeconds(20) });
        using var tester = SearchTester.ForSearch(environment.Client, new SearchQuery { Query = string.Empty }, 8);

        var tests = await environment.RunAsync(Task.WhenAll(tester.Start([Question("lion"), Question("zebra"), Question("ape")], default)));

        Assert.Equal([("lion", true), ("zebra", true), ("ape", true)], tests.Select(test => (test.Query, test.Passed)));
    }

    [Fact]
    public async Task No_more_questions_are_under_way_than_the_throttle_limit()
    {
        await using var environment = await StartAsync("zebra");
        environment.Emulator.Faults.Add(new Fault { Path = "/search", Delay = TimeSpan.FromSeconds(20), Times = int.MaxValue });
        using var tester = SearchTester.ForSearch(environment.Client, new SearchQuery { Query = string.Empty }, 3);
        var tests = tester.Start([.. Enumerable.Repeat(Question("zebra"), 7)], default);

        await environment.Driver.SettleAsync();

        Assert.Equal(3, environment.Calls.Count());
        Assert.All(await environment.RunAsync(Task.WhenAll(tests)), test => Assert.True(test.Passed));
        Assert.Equal((7, 7, "questions"), (environment.Observer.Progress.FilesTotal, environment.Observer.Progress.FilesDone, environment.Observer.Progress.Unit));
    }

    [Fact]
    public async Task A_question_that_fails_is_an_error_and_the_others_go_on()
    {
        await using var environment = await StartAsync("zebra");
        using var tester = SearchTester.ForSearch(environment.Client, new SearchQuery { Query = string.Empty }, 8);

        var tests = tester.Start([Question(new string('x', 1001)), Question("zebra")], default);

        Assert.Equal("invalid_input", (await environment.FailureOfAsync(tests[0])).Code);
        Assert.True((await environment.RunAsync(tests[1])).Passed);
    }

    [Fact]
    public async Task After_a_key_that_is_refused_nothing_more_is_asked()
    {
        await using var environment = await StartAsync("zebra");
        environment.Emulator.Faults.Add(new Fault { Path = "/search", Status = 401, Skip = 1, Times = int.MaxValue });
        using var tester = SearchTester.ForSearch(environment.Client, new SearchQuery { Query = string.Empty }, 1);

        var tests = tester.Start([.. Enumerable.Repeat(Question("zebra"), 5)], default);

        Assert.True((await environment.RunAsync(tests[0])).Passed);
        Assert.Equal("invalid_api_key", (await environment.FailureOfAsync(tests[4])).Code);
        Assert.Equal(2, environment.Calls.Count(call => call == "POST /search"));
    }

    [Fact]
    public async Task A_reference_id_that_an_answer_does_not_contain_is_taken_from_the_list()
    {
        await using var environment = await StartAsync("zebra");
        using var tester = SearchTester.ForChat(environment.Client, new ChatQuestion { Question = string.Empty }, 8);

        var test = await environment.RunAsync(tester.Start([new SearchQuestion { Query = "zebra", ReferenceIds = ["ref/zebra"] }], default)[0]);

        Assert.Equal((true, 1), (test.Passed, test.Rank));
        Assert.Equal(["POST /chat", "GET /files"], environment.Calls);
    }

    [Fact]
    public async Task The_list_is_not_read_where_that_is_not_wanted()
    {
        await using var environment = await StartAsync("zebra");
        using var tester = SearchTester.ForChat(environment.Client, new ChatQuestion { Question = string.Empty }, 8, readsFiles: false);
        SearchQuestion[] questions = [new SearchQuestion { Query = "zebra", ReferenceIds = ["ref/zebra"] }];

        Assert.Empty(await environment.RunAsync(tester.CheckAsync(questions, default)));
        Assert.False((await environment.RunAsync(tester.Start(questions, default)[0])).Passed);
        Assert.Equal(["POST /chat"], environment.Calls);
    }

    [Fact]
    public async Task The_list_is_read_no_further_than_everything_expected_is_found()
    {
        await using var environment = await StartAsync([.. Enumerable.Range(0, 250).Select(n => $"w{n:d3}")]);
        using var tester = SearchTester.ForSearch(environment.Client, new SearchQuery { Query = string.Empty }, 8);
        var first = (await environment.RunAsync(environment.Client.Files.GetPageAsync(1, default))).Files[0];

        Assert.Empty(await environment.RunAsync(tester.CheckAsync([new SearchQuestion { Query = "q", FileIds = [first.Id] }], default)));

        Assert.Equal(2, environment.Calls.Count());
    }

    [Fact]
    public async Task What_no_file_has_is_said_once_whatever_the_number_of_questions()
    {
        await using var environment = await StartAsync([.. Enumerable.Range(0, 250).Select(n => $"w{n:d3}")]);
        using var tester = SearchTester.ForSearch(environment.Client, new SearchQuery { Query = string.Empty }, 8);
        var question = new SearchQuestion { Query = "q", ReferenceIds = ["ref/w007", "nope"], FileNames = ["W00*", "none*.md"], FileIds = ["x"] };

        var warning = Assert.Single(await environment.RunAsync(tester.CheckAsync([question, question], default)));

        Assert.Equal("no_matching_file", warning.Code);
        Assert.Equal("The questions expect what no file has: the reference id 'nope', the name 'none*.md', the id 'x'.", warning.Detail);
        Assert.Equal(3, environment.Calls.Count());
    }

    [Fact]
    public async Task What_is_there_but_not_ready_is_said_with_its_status()
    {
        await using var environment = await StartAsync("zebra");
        environment.Emulator.Files.Seed(new FileSeed { Name = "slow.md", Status = "parsing_failed" });
        using var tester = SearchTester.ForSearch(environment.Client, new SearchQuery { Query = string.Empty }, 8);

        var warning = Assert.Single(await environment.RunAsync(tester.CheckAsync([new SearchQuestion { Query = "q", FileNames = ["slow.md", "zebra.md"] }], default)));

        Assert.Equal(("file_still_processing", "The questions expect files that cannot be searched yet: the name 'slow.md' (parsing_failed)."), (warning.Code, warning.Detail));
    }

    [Fact]
    public async Task An_older_version_that_is_not_ready_is_no_matter_where_a_newer_one_is()
    {
        await using var environment = await StartAsync("zebra");
        environment.Emulator.Files.Seed(new FileSeed { Name = "zebra.md", Status = "parsing_failed" });
        using var tester = SearchTester.ForSearch(environment.Client, new SearchQuery { Query = string.Empty }, 8);

        Assert.Empty(await environment.RunAsync(tester.CheckAsync([Question("zebra")], default)));
    }

    private static SearchQuestion Question(string word) => new() { Query = word, FileNames = [word + ".md"] };

    /// <summary>Starts an emulator with a file for each word.</summary>
    private static async Task<TestEnvironment> StartAsync(params string[] words)
    {
        var environment = await TestEnvironment.StartAsync();
        foreach (var word in words)
        {
            environment.Emulator.Files.Seed(new FileSeed { Name = word + ".md", Text = word, ReferenceId = "ref/" + word });
        }

        return environment;
    }
}
