namespace Memic.Client.Tests;

/// <summary>What the service says keeps its code; whether it is sent again and ends a pipeline is decided by its status.</summary>
public class StatusDecidesTests
{
    [Theory]
    [InlineData(400, "request_timeout", 1)]
    [InlineData(409, "upload_interrupted", 1)]
    [InlineData(422, "network_error", 1)]
    [InlineData(404, "rate_limit_exceeded", 1)]
    [InlineData(503, "invalid_input", 5)]
    [InlineData(503, "file_changed", 5)]
    [InlineData(500, "invalid_input", 5)]
    [InlineData(502, "file_not_found", 5)]
    public async Task Whether_a_request_is_sent_again_is_decided_by_the_status_alone(int status, string code, int attempts)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = status, Code = code, Times = int.MaxValue });

        var error = await environment.FailureOfContextAsync();

        Assert.Equal((code, attempts, attempts), (error.Code, error.Attempts, environment.Requests.Count));
    }

    [Theory]
    [InlineData(403, "api_key_missing", MemicErrorCategory.PermissionDenied)]
    [InlineData(404, "insecure_base_url", MemicErrorCategory.ObjectNotFound)]
    [InlineData(409, "connection_not_found", MemicErrorCategory.ResourceExists)]
    [InlineData(503, "file_unreadable", MemicErrorCategory.ResourceUnavailable)]
    public void A_code_of_this_client_means_nothing_beside_a_status(int status, string code, MemicErrorCategory category)
    {
        var row = MemicErrorCodes.Find(code, status);

        Assert.Equal((code, category, false), (row.Code, row.Category, row.IsTerminating));
    }

    [Fact]
    public async Task An_error_of_storage_keeps_its_own_row_although_it_has_a_status()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Method = "PUT", Status = 413, Times = int.MaxValue });

        var error = await environment.FailureOfSendingAsync(environment.Folder.Text());

        Assert.Equal(("storage_rejected", 413, MemicErrorCategory.ResourceUnavailable, false), (error.Code, error.StatusCode, error.Error.Category, error.Error.IsTerminating));
        Assert.NotNull(error.FileId);
        Assert.Contains(error.FileId, error.Message, StringComparison.Ordinal);
    }
}
