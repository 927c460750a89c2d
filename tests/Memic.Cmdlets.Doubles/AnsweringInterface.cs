using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Threading;

namespace Memic.Tests
{
    internal sealed class AnsweringInterface : PSHostUserInterface
    {
        private readonly Queue<int> _answers;
        private readonly bool _hasColour;
        private readonly List<string> _questions = new List<string>();
        private readonly List<string> _lines = new List<string>();

        public AnsweringInterface(Queue<int> answers, bool hasColour)
        {
            _answers = answers;
            _hasColour = hasColour;
        }

        public readonly ManualResetEventSlim Asked = new ManualResetEventSlim();

        public readonly ManualResetEventSlim Gate = new ManualResetEventSlim(true);

        public List<string> Questions { get { return _questions; } }

        public List<string> Lines { get { return _lines; } }

        public override bool SupportsVirtualTerminal { get { return _hasColour; } }

        public override PSHostRawUserInterface RawUI { get { return null; } }

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            _questions.Add(message);
            Asked.Set();
            Gate.Wait(TimeSpan.FromMinutes(1));
            if (_answers.Count == 0)
            {
                throw new InvalidOperationException("Asked more often than expected: " + message);
            }

            // What PowerShell offers is yes, yes to all, no, no to all, suspend.
            return _answers.Dequeue();
        }

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
        {
            throw new NotSupportedException(message);
        }

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
        {
            throw new NotSupportedException(message);
        }

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options)
        {
            throw new NotSupportedException(message);
        }

        public override string ReadLine() { throw new NotSupportedException(); }

        public override SecureString ReadLineAsSecureString() { throw new NotSupportedException(); }

        public override void Write(string value) { }

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) { }

        public override void WriteDebugLine(string message) { }

        public override void WriteErrorLine(string value) { }

        public override void WriteLine(string value) { _lines.Add(value); }

        public override void WriteProgress(long sourceId, ProgressRecord record) { }

        public override void WriteVerboseLine(string message) { }

        public override void WriteWarningLine(string message) { }
    }
}
