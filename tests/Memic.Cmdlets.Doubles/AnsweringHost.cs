using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation.Host;
using System.Threading;

// In the C# that the compiler of Windows PowerShell knows, which is 5.
namespace Memic.Tests
{
    /// <summary>A host that answers questions with the choices it was given, in turn, and keeps what was asked.</summary>
    public sealed class AnsweringHost : PSHost
    {
        private readonly Guid _id = Guid.NewGuid();
        private readonly AnsweringInterface _ui;

        public AnsweringHost(int[] answers, bool hasColour = false)
        {
            _ui = new AnsweringInterface(new Queue<int>(answers ?? Array.Empty<int>()), hasColour);
        }

        /// <summary>Set once something was asked.</summary>
        public ManualResetEventSlim Asked { get { return _ui.Asked; } }

        /// <summary>What an answer waits for; set from the beginning.</summary>
        public ManualResetEventSlim Gate { get { return _ui.Gate; } }

        public List<string> Questions { get { return _ui.Questions; } }

        public List<string> Lines { get { return _ui.Lines; } }

        public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }

        public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }

        public override Guid InstanceId { get { return _id; } }

        public override string Name { get { return "Answering"; } }

        public override PSHostUserInterface UI { get { return _ui; } }

        public override Version Version { get { return new Version(1, 0); } }

        public override void EnterNestedPrompt() { throw new NotSupportedException(); }

        public override void ExitNestedPrompt() { throw new NotSupportedException(); }

        public override void NotifyBeginApplication() { }

        public override void NotifyEndApplication() { }

        public override void SetShouldExit(int exitCode) { }
    }
}
