using System.Threading;

namespace Memic.Tests
{
    /// <summary>A context of a host that never runs anything: whoever posts to it waits for ever.</summary>
    public sealed class DeadContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object state) { }

        public override void Send(SendOrPostCallback d, object state) { }
    }
}
