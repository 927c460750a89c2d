using System.IO.Enumeration;

namespace Memic.Emulator;

/// <summary>The faults to inject. The first one that matches a request is applied to it.</summary>
public sealed class FaultList
{
    private readonly List<Fault> _faults = [];
    private readonly Lock _lock = new();

    internal FaultList()
    {
    }

    /// <summary>Gets a snapshot of all faults, including those that are used up.</summary>
    public IReadOnlyList<Fault> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _faults];
            }
        }
    }

    /// <summary>Adds a fault after the existing ones.</summary>
    /// <returns>The same fault; its <see cref="Fault.Hits"/> tells how often it was applied.</returns>
    /// <exception cref="ArgumentException">The properties of the fault contradict each other or are out of range.</exception>
    public Fault Add(Fault fault)
    {
        fault.Validate();
        lock (_lock)
        {
            _faults.Add(fault);
        }

        return fault;
    }

    /// <summary>Removes all faults.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    internal Fault? TryMatch(RecordedRequest request, string path)
    {
        lock (_lock)
        {
            foreach (var fault in _faults)
            {
                if (fault.Hits < fault.Times && Matches(fault, request, path) && fault.Seen++ >= fault.Skip)
                {
                    fault.Hits++;
                    return fault;
                }
            }
        }

        return null;
    }

    private static bool Matches(Fault fault, RecordedRequest request, string path) =>
        Matches(fault.Method, request.Method)
        && Matches(fault.Path, path)
        && (fault.Key is null || fault.Key == request.Key)
        && (fault.BodyContains is null || request.Body?.Contains(fault.BodyContains, StringComparison.Ordinal) is true);

    private static bool Matches(string pattern, string text) => FileSystemName.MatchesSimpleExpression(pattern, text);
}
