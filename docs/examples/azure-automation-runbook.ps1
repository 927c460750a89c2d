# An Azure Automation runbook: keeps Memic in step with a container of documents. The key is in a vault; the account's managed
# identity may read both. Modules of the account: Memic, Az.Accounts, Az.KeyVault, Az.Storage.
param([string] $Vault = 'ops', [string] $Secret = 'memic', [string] $StorageAccount = 'documents', [string] $Container = 'handbook')

$ErrorActionPreference = 'Stop'
$null = Connect-AzAccount -Identity
$null = Connect-Memic -ApiKey (Get-AzKeyVaultSecret -VaultName $Vault -Name $Secret).SecretValue

$folder = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
$null = New-Item $folder -ItemType Directory
try {
    $storage = New-AzStorageContext -StorageAccountName $StorageAccount -UseConnectedAccount
    $null = Get-AzStorageBlob -Container $Container -Context $storage | Get-AzStorageBlobContent -Destination $folder -Context $storage

    # The name of the collection is that of the container: the folder has another one in each run.
    Sync-MemicFolder $folder -Source $Container -Delete -ErrorAction Continue -ErrorVariable failures
}
finally {
    Remove-Item $folder -Recurse -Force
}

if ($failures) { throw "$($failures.Count) errors: the job has failed." }
