using System.Globalization;

namespace Memic;

/// <summary>Files that were not finished because of an error that no other file could avoid: how many, and the first few by name.</summary>
public sealed class MemicUnfinishedFiles
{
    private const int MaximumNamed = 5;

    private readonly List<string> _named = [];
    private long _count;

    /// <summary>Gets the number of files.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Counts a file.</summary>
    /// <param name="name">The file's name or path.</param>
    public void Add(string name)
    {
        lock (_named)
        {
            _count++;
            if (_named.Count < MaximumNamed)
            {
                _named.Add(name);
            }
        }
    }

    /// <summary>Returns a sentence about the files; an empty text if there are none.</summary>
    public string Describe()
    {
        lock (_named)
        {
            if (_count == 0)
            {
                return string.Empty;
            }

            var names = string.Join(", ", _named.Select(name => DisplayText.Clean(name)));
            return $"Not finished: {_count.ToString(CultureInfo.InvariantCulture)} more {(_count == 1 ? "file" : "files")}: {names}{(_count > _named.Count ? ", ..." : string.Empty)}.";
        }
    }
}
