namespace Memic.Client.Tests;

/// <summary>
/// Each request with each fault: what was sent, what the user saw, and what is left. The table in docs/reliability.md is
/// written by these tests when MEMIC_WRITE_DOCS is set; otherwise they fail where the two differ.
/// </summary>
public class FaultMatrixTests
{
    public static TheoryData<string> Operations() => [.. MatrixOperation.All.Select(operation => operation.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Every_fault_ends_as_the_documentation_says(string name)
    {
        await using var environment = await TestEnvironment.StartAsync();

        var table = await new FaultMatrix(environment, MatrixOperation.All.Single(operation => operation.Name == name)).RunAsync();

        if (Environment.GetEnvironmentVariable("MEMIC_WRITE_DOCS") is { Length: > 0 })
        {
            ReliabilityPage.Write(table);
        }

        Assert.Equal(table, ReliabilityPage.Read(table[0]));
    }
}
