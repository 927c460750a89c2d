using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Tells whether a connection works, how fast, whose key it is and what would fail.</summary>
/// <remarks>It changes nothing: it asks whose key it is, and for the first page of each list. A failure is part of the result, not an error.</remarks>
/// <example><code>Test-MemicConnection</code><para>Tests the connection in use.</para></example>
/// <example><code>if (-not (Test-MemicConnection -Quiet)) { exit 1 }</code><para>Ends a runbook early where Memic cannot be reached.</para></example>
[Cmdlet(VerbsDiagnostic.Test, "MemicConnection")]
[OutputType(typeof(MemicConnectionTest), typeof(bool))]
public sealed class TestMemicConnectionCommand : ConnectedCmdlet
{
    private bool _hasNoConnection;

    /// <summary>Emits only whether everything works; false also where there is no connection at all.</summary>
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

    private protected override void FailToConnect(MemicException error)
    {
        _hasNoConnection = Quiet;
        if (!Quiet)
        {
            base.FailToConnect(error);
        }
    }
}
