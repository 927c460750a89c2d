namespace Memic.Client.Tests;

/// <summary>A success that has none of the documented shapes: scripts and syncs would act on what seems to be missing.</summary>
public class WrongShapeTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var endpoint in Calls.Keys)
            {
                foreach (var body in new[] { "{}", "{\"files\":[]}", "{\"ok\":true}", "\"text\"", "7", "null", "<html></html>", "" })
                {
                    cases.Add(endpoint, body);
                }
            }

            return cases;
        }
    }

    private static Dictionary<string, Func<MemicClient, Task>> Calls { get; } = new(StringComparer.Ordinal)
    {
        ["context"] = client => client.Account.GetContextAsync(default),
        ["list"] = client => client.Files.GetPageAsync(1, default),
        ["status"] = client => client.Files.GetStatusAsync("7", default),
        ["prompt"] = client => client.Prompts.GetAsync("p", default),
        ["projects"] = client => client.Projects.GetAllAsync(default),
        ["search"] = client => client.Search.SearchAsync(new SearchQuery { Query = "q" }, default),
        ["chat"] = client => client.Search.AskAsync(new ChatQuestion { Question = "q" }, default),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_answer_of_the_wrong_shape_is_invalid_response_with_its_request_id(string endpoint, string body)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 200, Body = body, RequestId = "req_odd" });

        var error = await environment.FailureOfAsync(Calls[endpoint](environment.Client));

        Assert.Equal(("invalid_response", "req_odd", 1), (error.Code, error.RequestId, environment.Requests.Count));
    }
}
