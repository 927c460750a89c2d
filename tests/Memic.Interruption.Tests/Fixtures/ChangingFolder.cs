using System.Security.Cryptography;

namespace Memic.Interruption.Tests;

/// <summary>A folder that people work in between two runs, and what it held when.</summary>
internal sealed class ChangingFolder(string path, Random random)
{
    private const int MostFiles = 16;
    private const int LargeSize = 6 * 1024 * 1024;

    private readonly List<(DateTimeOffset Since, Dictionary<string, string> Files)> _past = [];
    private Dictionary<string, string> _files = [];
    private int _names;

    public string Path => path;

    /// <summary>The files that it holds, each with the hash of its content.</summary>
    public IReadOnlyDictionary<string, string> Files => _files;

    /// <summary>How many changes were made since the run before.</summary>
    public int Changes { get; private set; }

    /// <summary>The files that it held at a moment.</summary>
    public IReadOnlyDictionary<string, string> At(DateTimeOffset moment) => _past.Last(state => state.Since <= moment).Files;

    public void Add(int count)
    {
        Changes = count;
        for (var i = 0; i < count; i++)
        {
            Write(NewName());
        }

        Remember();
    }

    /// <summary>Somebody adds, changes, moves and deletes some files.</summary>
    public void Change()
    {
        Changes = random.Next(1, 6);
        for (var i = 0; i < Changes; i++)
        {
            var some = _files.Keys.ElementAtOrDefault(random.Next(Math.Max(1, _files.Count)));
            switch (some is null ? 0 : random.Next(_files.Count < MostFiles ? 5 : 3))
            {
                case 1 when _files.Count > 1:
                    File.Delete(FullPath(some!));
                    _files.Remove(some!);
                    break;
                case 2:
                    var target = NewName();
                    Directory.CreateDirectory(System.IO.Path.GetDirectoryName(FullPath(target))!);
                    File.Move(FullPath(some!), FullPath(target));
                    _files.Remove(some!, out var hash);
                    _files.Add(target, hash!);
                    break;
                case 1 or 3:
                    Write(some!);
                    break;
                default:
                    Write(NewName());
                    break;
            }
        }

        Remember();
    }

    private string FullPath(string name) => System.IO.Path.Combine(path, name);

    private string NewName() => $"{(random.Next(3) == 0 ? "sub/" : "")}file {_names++}.md";

    private void Write(string name)
    {
        // Now and then one that is large enough to be killed in the middle of.
        var content = new byte[random.Next(6) == 0 ? LargeSize : random.Next(1, 3000)];
        random.NextBytes(content);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(FullPath(name))!);
        File.WriteAllBytes(FullPath(name), content);
        _files[name] = Convert.ToHexStringLower(SHA256.HashData(content));
    }

    private void Remember()
    {
        _past.Add((DateTimeOffset.UtcNow, _files));
        _files = new(_files);
    }
}
