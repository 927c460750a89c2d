namespace Memic.Benchmarks.FloorModule;

/// <summary>A file as the floor's cmdlets emit it.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The name.</param>
/// <param name="Status">The status.</param>
public sealed record FloorFile(string Id, string Name, string Status);
