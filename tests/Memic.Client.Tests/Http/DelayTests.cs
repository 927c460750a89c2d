namespace Memic.Client.Tests;

public class DelayTests
{
    [Fact]
    public async Task A_delay_of_a_part_of_a_millisecond_does_not_end_before_its_time()
    {
        var time = new FakeTime();
        var delay = time.DelayAsync(TimeSpan.FromMilliseconds(0.4), default);
        Assert.False(delay.IsCompleted);

        time.Advance(TimeSpan.FromMilliseconds(1));
        await delay;
    }
}
