namespace Memic;

/// <summary>Names that a connection met lately, for completion: the newest first, and never more than a few hundred.</summary>
internal sealed class SeenNames
{
    const int Maximum = 300;

    readonly LinkedList<(string Id, string Name)> _seen = new();
    readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    readonly object _lock = new();

    /// <summary>What was seen, newest first: the id, and the name that a person knows it by.</summary>
    public IReadOnlyList<(string Id, string Name)> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _seen];
            }
        }
    }

    public void Add(string id, string name)
    {
        lock (_lock)
        {
            if (_ids.Add(id))
            {
                _seen.AddFirst((id, name));
            }

            if (_seen.Count > Maximum)
            {
                _ids.Remove(_seen.Last!.Value.Id);
                _seen.RemoveLast();
            }
        }
    }
}
