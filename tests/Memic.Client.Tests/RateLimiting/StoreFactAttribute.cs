using Memic.RateLimiting.Tests;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Memic.Client.Tests;

/// <summary>A promise of every store. Where a server is needed that is not installed, it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Memic.Client.Tests.StoreFactDiscoverer", "Memic.Client.Tests")]
public sealed class StoreFactAttribute : FactAttribute;

/// <summary>Finds out which test cannot be done here.</summary>
/// <param name="diagnostics">Where the runner writes what goes wrong in itself.</param>
public sealed class StoreFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    /// <inheritdoc/>
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        testMethod.TestClass.Class.Name.EndsWith(nameof(RedisRateLimitStoreTests), StringComparison.Ordinal) && !RedisServer.IsInstalled
            ? new XunitSkippedDataRowTestCase(
                DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod, RedisServer.Missing)
            : base.CreateTestCase(discoveryOptions, testMethod, factAttribute);
}
