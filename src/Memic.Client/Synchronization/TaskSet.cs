namespace Memic;

/// <summary>Tasks that are under way, of which those that succeeded are forgotten.</summary>
internal sealed class TaskSet
{
    private const int Sweep = 64;

    private readonly List<Task> _tasks = [];
    private int _nextSweep = Sweep;

    public void Add(Task task)
    {
        lock (_tasks)
        {
            _tasks.Add(task);
            if (_tasks.Count > _nextSweep)
            {
                _tasks.RemoveAll(other => other.Status == TaskStatus.RanToCompletion);
                _nextSweep = _tasks.Count + Sweep;
            }
        }
    }

    public Task WhenAllAsync()
    {
        lock (_tasks)
        {
            return Task.WhenAll([.. _tasks]);
        }
    }
}
