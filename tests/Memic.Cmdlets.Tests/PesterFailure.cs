using Xunit.Sdk;

namespace Memic.Cmdlets.Tests;

/// <summary>What failed is told by Pester; where this was noticed tells nobody anything.</summary>
internal sealed class PesterFailure(string message) : XunitException(message)
{
    public override string? StackTrace => null;
}
