namespace Memic.Client.Tests;

public class HandlerRetryTests
{
    [Fact]
    public async Task Nobody_below_the_client_repeats_a_confirm_when_an_idle_connection_is_closed()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var confirms = 0;
        await using var server = new RawServer(async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray(), token);
            var buffer = new byte[4096];
            var read = await stream.ReadAsync(buffer, token);
            confirms += System.Text.Encoding.ASCII.GetString(buffer, 0, read).StartsWith("POST /api/v1/files/7/confirm", StringComparison.Ordinal) ? 1 : 0;
        });
        var connection = environment.Connect(s => s.BaseUri = server.Uri);
        var client = new MemicClient(connection, environment.Observer, connection.RetryWith(0));
        await environment.RunAsync(client.Account.GetContextAsync(default));

        await environment.FailureOfAsync(client.Files.ConfirmAsync("7", default));

        Assert.Equal(1, confirms);
        Assert.Single(server.Heads);
    }
}
