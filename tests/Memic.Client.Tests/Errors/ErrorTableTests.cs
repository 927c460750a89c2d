using C = Memic.MemicErrorCategory;

namespace Memic.Client.Tests;

/// <summary>The table that errors, documentation and completion read.</summary>
public class ErrorTableTests
{
    [Theory]
    [InlineData("invalid_api_key", C.AuthenticationError, true)]
    [InlineData("file_not_found", C.ObjectNotFound, false)]
    [InlineData("prompt_not_found", C.ObjectNotFound, false)]
    [InlineData("file_still_processing", C.ResourceBusy, false)]
    [InlineData("invalid_file_type", C.InvalidArgument, false)]
    [InlineData("file_too_large", C.LimitsExceeded, false)]
    [InlineData("rate_limit_exceeded", C.QuotaExceeded, false)]
    [InlineData("api_key_missing", C.AuthenticationError, true)]
    [InlineData("insecure_base_url", C.SecurityError, true)]
    [InlineData("connection_not_found", C.ObjectNotFound, true)]
    [InlineData("wrong_connection", C.InvalidOperation, false)]
    [InlineData("network_error", C.ConnectionError, false)]
    [InlineData("request_timeout", C.OperationTimeout, false)]
    [InlineData("invalid_response", C.InvalidData, false)]
    [InlineData("storage_rejected", C.ResourceUnavailable, false)]
    [InlineData("upload_interrupted", C.ConnectionError, false)]
    [InlineData("file_processing_failed", C.InvalidResult, false)]
    [InlineData("wait_timeout", C.OperationTimeout, false)]
    [InlineData("path_not_found", C.ObjectNotFound, false)]
    [InlineData("not_a_file", C.InvalidArgument, false)]
    [InlineData("file_unreadable", C.ReadError, false)]
    [InlineData("file_empty", C.InvalidArgument, false)]
    [InlineData("file_changed", C.InvalidData, false)]
    [InlineData("invalid_input", C.InvalidArgument, false)]
    [InlineData("prompt_variable_missing", C.InvalidArgument, false)]
    [InlineData("search_quality_low", C.InvalidResult, false)]
    public void Each_code_has_its_category_and_is_terminating_only_where_no_later_input_can_succeed(string code, C category, bool terminating)
    {
        var row = Assert.Single(MemicErrorCodes.All, row => row.Code == code);

        Assert.Equal((category, terminating), (row.Category, row.IsTerminating));
        Assert.Same(row, MemicErrorCodes.Find(code, row.StatusCode));
    }

    [Fact]
    public void Only_rate_limits_and_failures_of_the_network_are_retryable_by_their_code() => Assert.Equal(
        ["rate_limit_exceeded", "network_error", "request_timeout", "upload_interrupted"],
        MemicErrorCodes.All.Where(row => row.IsRetryable).Select(row => row.Code));

    [Fact]
    public void Every_row_says_what_it_means_and_what_to_do() =>
        Assert.All(MemicErrorCodes.All, row => Assert.True(row.Description.Length > 10 && row.Advice.Length > 10 && row.Advice.EndsWith('.'), row.Code));

    [Fact]
    public void The_codes_of_the_errors_page_come_first_and_in_its_order() => Assert.Equal(
        ["invalid_api_key", "file_not_found", "prompt_not_found", "file_still_processing", "invalid_file_type", "file_too_large", "rate_limit_exceeded"],
        MemicErrorCodes.All.TakeWhile(row => row.IsFromService).Select(row => row.Code));

    [Fact]
    public void Our_own_codes_have_no_status() =>
        Assert.All(MemicErrorCodes.All.SkipWhile(row => row.IsFromService), row => Assert.Null(row.StatusCode));

    [Theory]
    [InlineData(400, C.InvalidArgument, false)]
    [InlineData(401, C.AuthenticationError, false)]
    [InlineData(403, C.PermissionDenied, false)]
    [InlineData(404, C.ObjectNotFound, false)]
    [InlineData(409, C.ResourceExists, false)]
    [InlineData(413, C.LimitsExceeded, false)]
    [InlineData(422, C.InvalidData, false)]
    [InlineData(418, C.InvalidArgument, false)]
    [InlineData(429, C.QuotaExceeded, true)]
    [InlineData(500, C.ResourceUnavailable, true)]
    [InlineData(507, C.ResourceUnavailable, true)]
    public void A_code_that_nobody_has_heard_of_keeps_its_name_and_behaves_as_its_status(int status, C category, bool retryable)
    {
        var row = MemicErrorCodes.Find("quota_of_the_moon_exceeded", status);

        Assert.Equal(("quota_of_the_moon_exceeded", category, retryable), (row.Code, row.Category, row.IsRetryable));
    }

    [Fact]
    public void A_known_code_on_another_status_behaves_as_that_status() =>
        Assert.Equal((C.ResourceUnavailable, true), (MemicErrorCodes.Find("file_not_found", 503).Category, MemicErrorCodes.Find("file_not_found", 503).IsRetryable));

    [Fact]
    public void A_401_with_an_unknown_code_is_terminating() => Assert.True(MemicErrorCodes.Find("key_on_holiday", 401).IsTerminating);
}
