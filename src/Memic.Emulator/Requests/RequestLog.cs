namespace Memic.Emulator;

/// <summary>Every request to the API and to storage, in order of arrival. Calls to the control plane are left out.</summary>
public sealed class RequestLog
{
    private const int Capacity = 100_000;

    private readonly Queue<RecordedRequest> requests = new();
    private readonly Lock gate = new();
    private int sequence;

    internal RequestLog()
    {
    }

    /// <summary>A snapshot, oldest first. Beyond a hundred thousand the oldest are dropped.</summary>
    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (gate)
            {
                return [.. requests];
            }
        }
    }

    /// <summary>Forgets what was recorded.</summary>
    public void Clear()
    {
        lock (gate)
        {
            requests.Clear();
        }
    }

    internal RecordedRequest Add(Func<int, RecordedRequest> create)
    {
        lock (gate)
        {
            var request = create(++sequence);
            requests.Enqueue(request);
            if (requests.Count > Capacity)
            {
                requests.Dequeue();
            }

            return request;
        }
    }
}
