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
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n{\"environment_id\":\"1\"}"u8.ToArray(), token);
            var buffer = new byte[4096];
            var read = await stream.ReadAsync(buffer, token);
            confirms += System.Text.Encoding.ASCII.GetString(buffer, 0, read).StartsWith("POST /api/v1/files/7/confirm", StringComparison.Ordinal) ? 1 : 0;
        });
        var connection = environment.Connect(s => s.BaseUri = server.Uri);
        var client = new MemicClient(connection, environment.Observer, connection.RetryWith(0));
        var uploads = new UploadApi(new ApiClient(connection.Sender, environment.Observer, connection.RetryWith(0)));
        await environment.RunAsync(client.Account.GetContextAsync(default));

        await environment.FailureOfAsync(uploads.ConfirmAsync("7", "a.txt", default));

        Assert.Equal(1, confirms);
        Assert.DoesNotContain(server.Heads, head => head.Contains("/confirm", StringComparison.Ordinal));
    }
}
