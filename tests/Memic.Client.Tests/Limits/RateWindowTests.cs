namespace Memic.Client.Tests;

/// <summary>The order in which a window lets in, without sockets.</summary>
public class RateWindowTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task What_is_urgent_goes_before_what_came_earlier()
    {
        var (time, window) = Full();
        var queue = new Dictionary<Task, string>
        {
            [window.Enter(false, Minute, default).Entered] = "init 1",
            [window.Enter(false, Minute, default).Entered] = "init 2",
            [window.Enter(true, Minute, default).Entered] = "confirm",
        };

        var order = new List<string>();
        while (queue.Count > 0)
        {
            Assert.True(time.RingNext());
            queue.Remove(await Task.WhenAny(queue.Keys), out var name);
            order.Add(name!);
            window.Leave();
        }

        Assert.Equal(["confirm", "init 1", "init 2"], order);
    }

    [Fact]
    public void Nobody_overtakes_who_queues_already()
    {
        var (time, window) = Full();
        var first = window.Enter(false, Minute, default).Entered;
        time.Advance(Minute);

        var second = window.Enter(false, Minute, default).Entered;

        Assert.Equal((false, false), (first.IsCompleted, second.IsCompleted));
    }

    [Fact]
    public async Task A_place_is_taken_from_the_sending_until_a_window_after_the_answer()
    {
        var time = new FakeTime();
        var window = new RateWindow(time);
        window.Configure(1, Minute);
        await window.Enter(false, Minute, default).Entered;
        time.Advance(TimeSpan.FromSeconds(30));
        window.Leave();

        var next = window.Enter(false, Minute, default);

        Assert.Equal(TimeSpan.FromSeconds(60.1), next.Wait);
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.False(next.Entered.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));
        await next.Entered.WaitAsync(Minute);
    }

    [Fact]
    public async Task Who_gives_up_in_the_queue_gives_the_turn_to_the_next()
    {
        var (time, window) = Full();
        using var cancel = new CancellationTokenSource();
        var first = window.Enter(false, Minute, cancel.Token).Entered;
        var second = window.Enter(false, Minute, default).Entered;

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        time.Advance(TimeSpan.FromSeconds(61));

        await second.WaitAsync(Minute);
    }

    [Fact]
    public async Task A_closed_gate_opens_when_its_time_is_over_and_not_before()
    {
        var time = new FakeTime();
        var window = new RateWindow(time);
        window.Close(TimeSpan.FromSeconds(40));
        window.Close(TimeSpan.FromSeconds(10));

        var entered = window.Enter(false, Minute, default).Entered;
        time.Advance(TimeSpan.FromSeconds(39.9));
        Assert.False(entered.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));

        await entered.WaitAsync(Minute);
    }

    private static (FakeTime Time, RateWindow Window) Full()
    {
        var time = new FakeTime();
        var window = new RateWindow(time);
        window.Configure(1, Minute);
        Assert.True(window.Enter(false, Minute, default).Entered.IsCompleted);
        window.Leave();
        return (time, window);
    }
}
