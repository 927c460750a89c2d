using FsCheck;
using FsCheck.Xunit;

namespace Memic.Client.Tests;

public class RetryScheduleProperties
{
    [Property]
    public bool The_wait_is_2_to_the_n_plus_the_jitter(byte retry, byte jitter)
    {
        var (n, part) = (retry % 16, jitter / 256.0);

        return RetrySchedule.Delay(n, null, part) == TimeSpan.FromSeconds(Math.Pow(2, n)) + TimeSpan.FromSeconds(part);
    }

    [Property]
    public bool Retry_after_is_never_undercut(int retry, NonNegativeInt seconds, byte jitter) =>
        RetrySchedule.Delay(retry, TimeSpan.FromSeconds(seconds.Get), jitter / 256.0) >= TimeSpan.FromSeconds(seconds.Get);

    [Property]
    public bool Jitter_adds_less_than_a_second_to_the_longer_of_both(byte retry, NonNegativeInt seconds, byte jitter)
    {
        var floor = Math.Max(Math.Pow(2, retry % 16), seconds.Get);

        return RetrySchedule.Delay(retry % 16, TimeSpan.FromSeconds(seconds.Get), jitter / 256.0).TotalSeconds - floor is >= 0 and < 1;
    }

    [Property]
    public bool No_number_of_retries_overflows_or_shortens_the_wait(int retry) =>
        retry == int.MaxValue || RetrySchedule.Delay(retry + 1, null, 0) >= RetrySchedule.Delay(retry, null, 0);
}
