using System.IO.Enumeration;

namespace Memic.Emulator;

/// <summary>The faults that were asked for. The first that matches a request strikes it.</summary>
public sealed class FaultList
{
    private readonly List<Fault> faults = [];
    private readonly Lock gate = new();

    internal FaultList()
    {
    }

    /// <summary>A snapshot, spent faults included.</summary>
    public IReadOnlyList<Fault> All
    {
        get
        {
            lock (gate)
            {
                return [.. faults];
            }
        }
    }

    /// <summary>Adds a fault, after those that are there.</summary>
    /// <returns>The same fault, whose <see cref="Fault.Hits"/> can be read later.</returns>
    public Fault Add(Fault fault)
    {
        lock (gate)
        {
            faults.Add(fault);
        }

        return fault;
    }

    /// <summary>Removes all faults.</summary>
    public void Clear()
    {
        lock (gate)
        {
            faults.Clear();
        }
    }

    internal Fault? Take(string method, string path)
    {
        lock (gate)
        {
            foreach (var fault in faults)
            {
                if (fault.Hits < fault.Times && Matches(fault.Method, method) && Matches(fault.Path, path) && fault.Seen++ >= fault.Skip)
                {
                    fault.Hits++;
                    return fault;
                }
            }
        }

        return null;
    }

    private static bool Matches(string pattern, string text) => FileSystemName.MatchesSimpleExpression(pattern, text);
}
