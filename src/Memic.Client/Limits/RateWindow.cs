namespace Memic;

/// <summary>
/// The requests of one category in a sliding window. A request takes its place when it is sent and gives it back one
/// window after its answer came: whenever the server counted it, it has left the server's window by then.
/// </summary>
internal sealed class RateWindow(TimeProvider time)
{
    // Clocks of client and server do not tick alike; a tenth of a second costs 0.2 % of the quota.
    static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(100);

    readonly object _lock = new();
    readonly Queue<long> _returns = new();
    readonly LinkedList<Waiter> _urgent = new();
    readonly LinkedList<Waiter> _normal = new();
    ITimer? _timer;
    int _limit;
    TimeSpan _window;
    int _underWay;
    long _closedUntil = long.MinValue;

    public RateWindowState State
    {
        get
        {
            lock (_lock)
            {
                DropReturned();
                return new(_limit, _underWay + _returns.Count, NextFree(1), TimesWaited);
            }
        }
    }

    int TimesWaited { get; set; }

    public void Configure(int limit, TimeSpan window)
    {
        lock (_lock)
        {
            if (limit != _limit || window != _window)
            {
                (_limit, _window) = (limit, window);
                LetIn();
            }
        }
    }

    /// <summary>Takes a place now, or tells how long that will take and gives a task that ends with the place.</summary>
    /// <exception cref="MemicException"><c>rate_limit_exceeded</c>: the server keeps everybody out for longer than this caller waits. The task may end so, too.</exception>
    public (Task Entered, TimeSpan Wait) Enter(bool urgent, TimeSpan longestClosed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        TimeSpan wait;
        lock (_lock)
        {
            if (After(_closedUntil) is var closed && closed > longestClosed)
            {
                throw Refusal(closed);
            }

            if (_urgent.Count + (urgent ? 0 : _normal.Count) == 0 && HasPlace())
            {
                _underWay++;
                return (Task.CompletedTask, TimeSpan.Zero);
            }

            TimesWaited++;
            waiter = new Waiter(longestClosed);
            var queue = urgent ? _urgent : _normal;
            wait = NextFree(_urgent.Count + (urgent ? 0 : _normal.Count) + 1);
            var node = queue.AddLast(waiter);
            waiter.OnCancel(() => GiveUp(queue, node, cancellationToken), cancellationToken);
            LetIn();
        }

        return (waiter.AdmittedAsync(), wait);
    }

    /// <summary>Gives back the place of a request that was answered, or failed.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _underWay--;
            if (_limit > 0)
            {
                _returns.Enqueue(Now + Ticks(_window + Margin));
            }

            LetIn();
        }
    }

    /// <summary>Shuts everybody out: the server said that it is too much.</summary>
    public void Close(TimeSpan duration)
    {
        lock (_lock)
        {
            _closedUntil = Math.Max(_closedUntil, Now + Ticks(duration));
            Refuse(_urgent);
            Refuse(_normal);
            LetIn();
        }
    }

    long Now => time.GetTimestamp();

    long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    TimeSpan After(long moment) => moment <= Now ? TimeSpan.Zero : time.GetElapsedTime(Now, moment);

    void GiveUp(LinkedList<Waiter> queue, LinkedListNode<Waiter> node, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (node.List is not null)
            {
                queue.Remove(node);
                node.Value.Cancel(cancellationToken);
            }
        }
    }

    /// <summary>Sends away whoever does not wait as long as the gate is closed now.</summary>
    void Refuse(LinkedList<Waiter> queue)
    {
        var closed = After(_closedUntil);
        foreach (var waiter in queue.Where(waiter => closed > waiter.LongestClosed).ToArray())
        {
            queue.Remove(waiter);
            waiter.Refuse(Refusal(closed));
        }
    }

    static MemicException Refusal(TimeSpan closed) => new(MemicErrorCodes.RateLimitExceeded, Texts.GateClosed(closed)) { RetryAfter = closed, StatusCode = 429 };

    void DropReturned()
    {
        while (_returns.Count > 0 && _returns.Peek() <= Now)
        {
            _returns.Dequeue();
        }
    }

    bool HasPlace()
    {
        DropReturned();
        return Now >= _closedUntil && (_limit <= 0 || _underWay + _returns.Count < _limit);
    }

    /// <summary>When the n-th place from now becomes free, as far as can be told.</summary>
    TimeSpan NextFree(int place)
    {
        DropReturned();
        var closed = After(_closedUntil);
        var taken = _limit <= 0 ? 0 : _underWay + _returns.Count - _limit + place;
        if (taken <= 0)
        {
            return closed;
        }

        var returning = _returns.Take(taken).LastOrDefault();
        var free = taken > _returns.Count ? _window + Margin : After(returning);
        return free > closed ? free : closed;
    }

    void LetIn()
    {
        while (_urgent.Count + _normal.Count > 0 && HasPlace())
        {
            var queue = _urgent.Count > 0 ? _urgent : _normal;
            var waiter = queue.First!.Value;
            queue.RemoveFirst();
            _underWay++;
            waiter.Admit();
        }

        if (_urgent.Count + _normal.Count > 0 && (_returns.Count > 0 || Now < _closedUntil))
        {
            var next = After(Math.Max(_closedUntil, _limit > 0 && _underWay + _returns.Count >= _limit && _returns.Count > 0 ? _returns.Peek() : long.MinValue));
            _timer ??= time.CreateTimer(static state => ((RateWindow)state!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(next < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : next, Timeout.InfiniteTimeSpan);
        }
    }

    void Wake()
    {
        lock (_lock)
        {
            LetIn();
        }
    }

    sealed class Waiter(TimeSpan longestClosed)
    {
        readonly TaskCompletionSource<bool> _admitted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        CancellationTokenRegistration _registration;

        public TimeSpan LongestClosed { get; } = longestClosed;

        public void OnCancel(Action giveUp, CancellationToken cancellationToken) => _registration = cancellationToken.Register(giveUp);

        public void Admit() => _admitted.TrySetResult(true);

        public void Refuse(MemicException refusal) => _admitted.TrySetException(refusal);

        public void Cancel(CancellationToken cancellationToken) => _admitted.TrySetCanceled(cancellationToken);

        /// <summary>Must be called without the lock: disposing the registration waits for a cancellation that wants it.</summary>
        public async Task AdmittedAsync()
        {
            try
            {
                await _admitted.Task.ConfigureAwait(false);
            }
            finally
            {
                _registration.Dispose();
            }
        }
    }
}
