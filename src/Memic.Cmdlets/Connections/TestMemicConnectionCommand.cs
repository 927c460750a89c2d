using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Tests whether a connection works.</summary>
/// <remarks>
/// It requests the context of the key and the first page of each list, and changes nothing. An error is part of the result.
/// Where no connection can be made at all, it says so after two tries, unless -MaximumRetryCount is given.
/// </remarks>
/// <example><code>Test-MemicConnection</code><para>Tests the connection in use.</para></example>
/// <example><code>if (-not (Test-MemicConnection -Quiet)) { exit 1 }</code><para>Ends a runbook early if Memic cannot be reached.</para></example>
[Cmdlet(VerbsDiagnostic.Test, "MemicConnection")]
[OutputType(typeof(MemicConnectionTest), typeof(bool))]
public sealed class TestMemicConnectionCommand : ConnectedCmdlet
{
    private bool _hasNoConnection;

    /// <summary>Returns only $true or $false; $false also where there is no connection at all.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_hasNoConnection)
        {
            WriteObject(false);
            return;
        }

        if (TryRun(null, new ConnectionTester(Client).TestAsync, out var test))
        {
            WriteObject(Quiet ? test.IsOk : test);
        }
    }

    private protected override RetrySettings? ChooseRetry(MemicConnection connection) => base.ChooseRetry(connection) ?? connection.RetryForPerson();

    private protected override void FailToConnect(MemicException error)
    {
        _hasNoConnection = Quiet;
        if (!Quiet)
        {
            base.FailToConnect(error);
        }
    }
}
