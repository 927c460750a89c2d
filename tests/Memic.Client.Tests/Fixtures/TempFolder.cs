namespace Memic.Client.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("memic-tests-").FullName;

    /// <summary>Writes a file of some text and returns its path.</summary>
    public string Text(string name = "notes.txt", string text = "Some notes.")
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes a file of so many bytes that follow no pattern but are always the same, and returns its path.</summary>
    public string Bytes(int length, string name = "data.pdf")
    {
        var bytes = new byte[length];
#pragma warning disable CA5394 // Filler, not a secret.
        new Random(length).NextBytes(bytes);
#pragma warning restore CA5394
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
