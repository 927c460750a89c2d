namespace Memic.Emulator;

/// <summary>The requests to the API and to storage in order of arrival, without those to the control plane.</summary>
public sealed class RequestLog
{
    private const int Capacity = 100_000;

    private readonly Queue<RecordedRequest> _requests = new();
    private readonly Lock _lock = new();
    private int _sequence;

    internal RequestLog()
    {
    }

    /// <summary>Gets a snapshot of the latest 100,000 requests, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Removes all requests.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
        }
    }

    internal RecordedRequest Add(Func<int, RecordedRequest> create)
    {
        lock (_lock)
        {
            var request = create(++_sequence);
            _requests.Enqueue(request);
            if (_requests.Count > Capacity)
            {
                _requests.Dequeue();
            }

            return request;
        }
    }
}
