using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Linq;

namespace Memic.Tests;

/// <summary>Listens to the activity source and the meter of one name, on whatever thread they speak.</summary>
public sealed class Telemetry : IDisposable
{
    private readonly ActivityListener _spans;
    private readonly MeterListener _numbers = new();
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ConcurrentQueue<Measurement> _measured = new();

    public Telemetry(string name)
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_spans);
        _numbers.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _numbers.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _numbers.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _numbers.Start();
    }

    public Activity[] Spans => [.. _ended];

    public Measurement[] Measurements => [.. _measured];

    public void Dispose()
    {
        _spans.Dispose();
        _numbers.Dispose();
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object>> tags) =>
        _measured.Enqueue(new Measurement(instrument.Name, instrument.Unit, value, tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value)));

    public sealed record Measurement(string Name, string Unit, double Value, Dictionary<string, object> Tags);
}
