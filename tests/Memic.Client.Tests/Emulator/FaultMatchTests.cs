using System.Net;

namespace Memic.Client.Tests;

public class FaultMatchTests
{
    [Fact]
    public async Task Skip_and_times_say_which_of_the_matching_requests_fail()
    {
        await using var client = await EmulatorClient.StartAsync();
        var fault = client.Emulator.Faults.Add(new Fault { Method = "GET", Path = "/m*", Status = 500, Skip = 1, Times = 2 });

        Assert.Equal([200, 404, 500, 500, 200], await StatusesAsync("/me", "/nothing", "/me", "/me", "/me"));
        Assert.Equal(2, fault.Hits);

        async Task<List<int>> StatusesAsync(params string[] paths)
        {
            var statuses = new List<int>();
            foreach (var path in paths)
            {
                using var response = await client.SendAsync("GET", path);
                statuses.Add((int)response.StatusCode);
            }

            return statuses;
        }
    }

    [Fact]
    public async Task A_fault_can_be_for_one_key_alone()
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Emulator.Faults.Add(new Fault { Key = EmulatorOptions.StagingKey, Status = 500, Times = int.MaxValue });

        using var other = await client.SendAsync("GET", "/me");
        using var hit = await client.SendAsync("GET", "/me", key: EmulatorOptions.StagingKey);

        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, hit.StatusCode);
    }

    [Fact]
    public async Task A_fault_can_be_for_one_file_alone_by_its_name()
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Emulator.Faults.Add(new Fault { Path = "/files/init", BodyContains = "\"bad.txt\"", Status = 500 });
        client.Emulator.Faults.Add(new Fault { Path = "/storage/*/slow.txt", Status = 503 });

        await client.InitAsync("good.txt");
        using var bad = await client.SendAsync("POST", "/files/init", EmulatorClient.InitBody("bad.txt"));
        using var slow = await client.PutAsync(await client.InitAsync("slow.txt", "x"), "x");
        using var quick = await client.PutAsync(await client.InitAsync("quick.txt", "x"), "x");

        Assert.Equal([500, 503, 200], [(int)bad.StatusCode, (int)slow.StatusCode, (int)quick.StatusCode]);
    }

    [Theory]
    [InlineData("/sdk/me")]
    [InlineData("/me")]
    public async Task A_path_is_the_same_below_both_prefixes_of_the_API(string path)
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Emulator.Faults.Add(new Fault { Path = "/me", Status = 500 });

        using var response = await client.SendAsync("GET", path);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task What_could_never_happen_is_refused()
    {
        await using var client = await EmulatorClient.StartAsync();
        Fault[] faults =
        [
            new() { Skip = -1 },
            new() { Times = 0 },
            new() { Status = 99 },
            new() { Kind = FaultKind.Redirect },
            new() { Target = "/x" },
            new() { Body = "x", BodySize = 1 },
            new() { Kind = FaultKind.ExpireUrl, ExecuteFirst = true },
            new() { Delay = TimeSpan.FromSeconds(-1) },
            new() { Kind = FaultKind.Stall, Bytes = -1 },
        ];

        Assert.All(faults, fault => Assert.Throws<ArgumentException>(() => client.Emulator.Faults.Add(fault)));
    }
}
