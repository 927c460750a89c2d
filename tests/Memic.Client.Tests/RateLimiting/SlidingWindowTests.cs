namespace Memic.Client.Tests;

public class SlidingWindowTests
{
    [Fact]
    public void What_was_released_with_a_shorter_window_leaves_before_what_was_released_with_a_longer_one()
    {
        var window = new SlidingWindow();
        Assert.True(window.TryAcquire(0, 2) && window.TryAcquire(0, 2));

        window.Release(60);
        window.Release(10);

        Assert.Equal((10, 60, null), (window.NextFree(1, 2, 1), window.NextFree(1, 2, 2), window.NextFree(1, 2, 3)));
        Assert.Equal((2, 1, 0), (window.Used(9), window.Used(10), window.Used(60)));
    }
}
