using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Memic.Tests;

/// <summary>A host that answers questions with the choices it was given, in turn, and keeps what was asked.</summary>
public sealed class AnsweringHost : PSHost
{
    readonly Interface _ui;

    public AnsweringHost(int[] answers, bool hasColour = false) => _ui = new Interface(new Queue<int>(answers ?? []), hasColour);

    public List<string> Questions => _ui.Questions;

    public List<string> Lines => _ui.Lines;

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "Answering";

    public override PSHostUserInterface UI => _ui;

    public override Version Version { get; } = new(1, 0);

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }

    sealed class Interface(Queue<int> answers, bool hasColour) : PSHostUserInterface
    {
        public override bool SupportsVirtualTerminal => hasColour;

        public List<string> Questions { get; } = [];

        public List<string> Lines { get; } = [];

        public override PSHostRawUserInterface RawUI => null;

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            Questions.Add(message);

            // What PowerShell offers is yes, yes to all, no, no to all, suspend.
            return answers.TryDequeue(out var answer) ? answer : throw new InvalidOperationException("Asked more often than expected: " + message);
        }

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw new NotSupportedException(message);

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw new NotSupportedException(message);

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
            throw new NotSupportedException(message);

        public override string ReadLine() => throw new NotSupportedException();

        public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();

        public override void Write(string value)
        {
        }

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
        {
        }

        public override void WriteDebugLine(string message)
        {
        }

        public override void WriteErrorLine(string value)
        {
        }

        public override void WriteLine(string value) => Lines.Add(value);

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }

        public override void WriteVerboseLine(string message)
        {
        }

        public override void WriteWarningLine(string message)
        {
        }
    }
}

/// <summary>Listens to the activity source and the meter of one name, on whatever thread they speak.</summary>
public sealed class Telemetry : IDisposable
{
    readonly ActivityListener _spans;
    readonly MeterListener _numbers = new();
    readonly ConcurrentQueue<Activity> _ended = new();
    readonly ConcurrentQueue<Measurement> _measured = new();

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

    void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object>> tags) =>
        _measured.Enqueue(new Measurement(instrument.Name, instrument.Unit, value, tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value)));

    public sealed record Measurement(string Name, string Unit, double Value, Dictionary<string, object> Tags);
}
