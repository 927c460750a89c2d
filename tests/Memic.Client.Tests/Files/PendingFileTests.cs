namespace Memic.Client.Tests;

public sealed class PendingFileTests : IDisposable
{
    private readonly PendingFile _file = new(new MemicFile { Id = "1", Status = "pending" }, isSeen: true, TimeSpan.FromMinutes(1), new FakeTime(), default);

    [Fact]
    public void A_file_whose_outcome_is_known_is_not_asked_for_again_although_whoever_waits_has_not_taken_it_yet()
    {
        _file.See(new MemicFile { Id = "1", Status = "processing" });
        Assert.True(_file.IsOpen);

        _file.See(new MemicFile { Id = "1", Status = "ready" });
        Assert.False(_file.IsOpen);
    }

    [Fact]
    public async Task A_file_that_is_known_to_be_ready_when_its_time_is_over_is_ready()
    {
        _file.See(new MemicFile { Id = "1", Status = "ready" });

        _file.Expire();

        Assert.True((await _file.Completion).IsReady);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_asked_for_again_only_if_that_may_pass()
    {
        _file.Fail(new MemicException(MemicErrorCodes.NetworkError, "down"));
        Assert.True(_file.IsOpen);

        _file.Fail(new MemicException("file_not_found", "gone"));
        Assert.False(_file.IsOpen);
    }

    [Fact]
    public void A_file_is_not_asked_for_while_it_is_being_asked_for()
    {
        _file.IsReading = true;
        Assert.False(_file.IsOpen);

        _file.IsReading = false;
        Assert.True(_file.IsOpen);
    }

    public void Dispose()
    {
        // Whatever became of it, nobody waits here.
        _ = _file.Completion.Exception;
        _file.Dispose();
    }
}
