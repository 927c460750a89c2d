namespace Memic.Client.Tests;

/// <summary>What a call of the matrix is about: a file to send, and one that is there.</summary>
internal sealed record MatrixFiles(string Path, string Id);
