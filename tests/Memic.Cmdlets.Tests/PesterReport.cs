namespace Memic.Cmdlets.Tests;

/// <summary>What RunFile.ps1 tells of one file.</summary>
internal sealed record PesterReport(string Host, double Seconds, int Passed, int Failed, int Skipped, IReadOnlyList<PesterReport.Failure> Failures)
{
    /// <summary>A test, or a file or block that broke before its tests ran.</summary>
    internal sealed record Failure(string Name, string Reason);

    public override string ToString() => FormattableString.Invariant($"{Passed} passed, {Failed} failed, {Skipped} skipped in {Seconds:0.0} s on {Host}");

    public void ThrowIfFailed()
    {
        if (Failed > 0)
        {
            throw new PesterFailure(string.Join("\n\n", Failures.Select(failure => $"[-] {failure.Name}\n    {failure.Reason.ReplaceLineEndings("\n    ")}").Prepend(ToString())));
        }
    }
}
