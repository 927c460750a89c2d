namespace Memic.Interruption.Tests;

/// <summary>What a scheduled task does each night.</summary>
internal enum JobKind
{
    /// <summary>Sync-MemicFolder -Delete.</summary>
    Sync,

    /// <summary>The runbook of the README: Send-MemicFile -Wait of what is not there, then Remove-MemicFile of what earlier runs left.</summary>
    Send,
}
