namespace Memic;

/// <summary>The files, folders, projects or prompts that a connection met lately, for completion: the newest first, and never more than a few hundred.</summary>
internal sealed class RecentItems
{
    private const int Maximum = 300;

    private readonly LinkedList<(string Id, string Name)> _items = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly object _lock = new();

    /// <summary>The items, newest first: the id, and the name that a person knows it by.</summary>
    public IReadOnlyList<(string Id, string Name)> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _items];
            }
        }
    }

    public void Remember(string id, string name)
    {
        lock (_lock)
        {
            if (_ids.Add(id))
            {
                _items.AddFirst((id, name));
            }

            if (_items.Count > Maximum)
            {
                _ids.Remove(_items.Last!.Value.Id);
                _items.RemoveLast();
            }
        }
    }
}
