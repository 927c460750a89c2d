using Xunit.Abstractions;

// Each has the machine for itself as far as that is possible: it is about moments.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Memic.Interruption.Tests;

/// <summary>Processes that end without a word at random moments. MEMIC_TEST_KILLS asks for more of them, MEMIC_TEST_SEED for the same again.</summary>
public class KilledTests(ITestOutputHelper output)
{
    [Fact]
    public Task Sync_killed_at_any_instant_and_run_again_ends_as_if_it_had_run_once_and_search_never_had_a_gap() =>
        Killing.RunAsync(JobKind.Sync, 14, output);

    [Fact]
    public Task Send_killed_at_any_instant_and_run_again_has_every_file_there_once_and_whole() =>
        Killing.RunAsync(JobKind.Send, 6, output);
}
