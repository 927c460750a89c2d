using System.Management.Automation;

namespace Memic.Benchmarks.EmptyModule;

/// <summary>A cmdlet that does nothing.</summary>
[Cmdlet(VerbsCommon.Get, "Nothing")]
public sealed class GetNothingCommand : PSCmdlet
{
}
