BeforeDiscovery {
    $examples = Get-ChildItem (Join-Path $PSScriptRoot '../../docs/examples') -File | Where-Object Extension -In .ps1, .yml, .cron, .xml | ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
    $source = Join-Path (Get-RepositoryRoot) docs/examples

    $onWindows = $PSVersionTable.PSEdition -eq 'Desktop' -or $IsWindows

    # A command for the path that runs another one, as an installation would have put it there.
    function New-Command {
        param([string] $Name, [string[]] $Command)
        $line = ($Command | ForEach-Object { "`"$_`"" }) -join ' '
        if ($onWindows) { Set-Content (Join-Path $copy "bin/$Name.cmd") "@$line %*" }
        else {
            Set-Content (Join-Path $copy "bin/$Name") "#!/bin/sh`nexec $line `"`$@`""
            chmod +x (Join-Path $copy "bin/$Name")
        }
    }

    # A process of its own or a shell, in a copy of the examples, as somebody has it who starts from them: the module is on the module
    # path, beside modules that stand in for those of Azure and SecretManagement, and pwsh and the emulator are on the path.
    function Invoke-Example {
        param([string] $Script, [hashtable] $Environment = @{}, [string] $By = 'Invoke-Child')
        $separator = [IO.Path]::PathSeparator
        $here = @{
            MEMIC_API_KEY = $key; EXAMPLES = $copy; PESTER = (Get-Module Pester).Path; PSModuleAnalysisCachePath = (Join-Path $TestDrive module-cache)
            PSModulePath = "$(Join-Path $copy modules)$separator$env:PSModulePath"; PATH = "$(Join-Path $copy bin)$separator$env:PATH"
        }
        foreach ($name in $Environment.Keys) { $here[$name] = $Environment[$name] }
        & $By -Environment $here -Script "Import-Module `$env:MEMIC_MODULE`nSet-Location `$env:EXAMPLES`n$Script"
    }

    function Add-Module {
        param([string] $Name, [string] $Text)
        $folder = New-Item -ItemType Directory (Join-Path $copy "modules/$Name")
        Set-Content (Join-Path $folder "$Name.psm1") $Text
    }

    function Invoke-PesterExample {
        param([string] $Name, [string] $By = 'Invoke-Child')
        Invoke-Example -By $By -Environment @{ EXAMPLE = $Name } -Script 'Import-Module $env:PESTER; $run = Invoke-Pester "./$env:EXAMPLE" -PassThru -Output None; $global:LASTEXITCODE = $run.FailedCount; $run.Tests | ForEach-Object { "$($_.Result): $($_.ExpandedPath) $($_.ErrorRecord)" }; exit $run.FailedCount'
    }

    # What a step of a workflow runs, as GitHub runs it with pwsh: it ends with the first error.
    function Invoke-StepExample {
        param([string] $Name, [string] $By = 'Invoke-Child')
        $step = ((Get-Content -Raw (Join-Path $copy $Name)) -split '\r?\n +run: \|\r?\n', 2)[1]
        $indent = [regex]::Match($step, '^ +').Value
        $lines = $step -split '\r?\n' -replace "^$indent"
        Invoke-Example -By $By "`$ErrorActionPreference = 'stop'`n$($lines -join "`n")"
    }
}

Describe 'The example <Name>' -ForEach $examples {
    It 'has thirty lines at most' {
        @(Get-Content $Path).Count | Should -BeLessOrEqual 30
    }
}

Describe 'The examples' {
    BeforeEach {
        Initialize-Test
        $key = New-EmulatorKey
        $copy = Join-Path $TestDrive ([guid]::NewGuid())
        Copy-Item $source $copy -Recurse
        $null = New-Item -ItemType Directory (Join-Path $copy bin), (Join-Path $copy modules/Memic)
        Copy-Item (Get-ModulePath) (Join-Path $copy modules/Memic)
        $null = New-Item -ItemType $(if ($onWindows) { 'Junction' } else { 'SymbolicLink' }) -Path (Join-Path $copy modules/Memic/bin) -Target (Join-Path (Split-Path (Get-ModulePath)) bin)
        New-Command pwsh (Get-PowerShellCommand)
        New-Command memic-emulator (Get-EmulatorCommand)
    }

    AfterEach {
        # The link, and not what it leads to.
        [IO.Directory]::Delete((Join-Path $copy modules/Memic/bin))
    }

    Context 'of search quality' {
        It 'pass as a Pester file, with every question answered' {
            $run = Invoke-PesterExample Handbook.Tests.ps1
            $run.Output | Should -Not -Match 'Failed'
            $run.ExitCode | Should -Be 0
            @(Get-EmulatorRequest -Path /search).Count | Should -Be 20
        }

        It 'fail as a Pester file where a document is not found, and name the questions' {
            Remove-Item (Join-Path $copy handbook/leave.md)
            $run = Invoke-PesterExample Handbook.Tests.ps1 -By Invoke-Shell
            $run.ExitCode | Should -BeGreaterThan 0
            $run.Output | Should -Match 'Failed: The handbook.is found: nine tenths.*When must I call in sick\?'
        }

        It 'pass as a step of a workflow' {
            $run = Invoke-StepExample search-quality.yml -By Invoke-Shell
            $run.Error | Should -BeNullOrEmpty
            $run.ExitCode | Should -Be 0
            $run.Output | Should -Match 'True +1 How long is the probation\?'
        }

        It 'fail as a step of a workflow where a document is not found' {
            Remove-Item (Join-Path $copy handbook/leave.md)
            $run = Invoke-StepExample search-quality.yml
            $run.ExitCode | Should -Be 1
            $run.Error | Should -Match 'search_quality_low'
            $run.Output | Should -Match 'False +When must I call in sick\?'
        }
    }

    Context 'of a nightly sync' {
        It 'send the folder, log what was done, and end with 0' {
            $run = Invoke-Example './nightly-sync.ps1 ./handbook -Log ./sync.log; exit $LASTEXITCODE'
            $run.ExitCode | Should -Be 0
            $log = Get-Content (Join-Path $copy sync.log)
            $log[0] | Should -Match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d \./handbook: 6 changes, 0 errors$'
            $log | Should -Contain '  Sent handbook/vpn.md'
            (Invoke-Example -By Invoke-Shell './nightly-sync.ps1 ./handbook -Log ./sync.log').Output | Should -Match '0 changes, 0 errors'
        }

        It 'end with 1 where a file fails, and send the others' {
            Add-EmulatorFault @{ path = '/files/init'; bodyContains = 'vpn.md'; status = 403; code = 'no_entry' }
            $run = Invoke-Example -By Invoke-Shell './nightly-sync.ps1 ./handbook'
            $run.Output | Should -Match '5 changes, 1 errors[\s\S]*no_entry'
            $run.ExitCode | Should -Be 1
        }

        It 'end with 1 where the key is refused' {
            $run = Invoke-Example -By Invoke-Shell './nightly-sync.ps1 ./handbook' -Environment @{ MEMIC_API_KEY = 'mk_test_wrong' }
            $run.Output | Should -Match '0 changes, 1 errors[\s\S]*invalid_api_key'
            $run.ExitCode | Should -Be 1
        }

        It 'run from the line for cron, as cron runs it' -Skip:($PSVersionTable.PSEdition -eq 'Desktop' -or $IsWindows) {
            Set-Content (Join-Path $copy .memic) "export MEMIC_API_KEY=$key"
            $line = Get-Content (Join-Path $copy nightly-sync.cron) | Where-Object { $_ -notmatch '^#' }
            $line | Should -Match '^30 2 \* \* \* '
            $run = Invoke-Example -By Invoke-Shell '& /bin/sh -c $env:LINE; exit $LASTEXITCODE' -Environment @{ LINE = $line -replace '^(\S+ ){5}'; HOME = $copy; MEMIC_API_KEY = '' }
            $run.ExitCode | Should -Be 0
            Get-Content (Join-Path $copy handbook.log) -TotalCount 1 | Should -Match '6 changes, 0 errors'
        }

        It 'run from the scheduled task of Windows that the script registers' {
            Add-Module ScheduledTasks @'
function New-ScheduledTaskAction { param($Execute, $Argument) @{ Execute = $Execute; Argument = $Argument } }
function New-ScheduledTaskTrigger { param([switch] $Daily, [datetime] $At) @{ Daily = $Daily; At = $At } }
function New-ScheduledTaskSettingsSet { param([switch] $StartWhenAvailable, $MultipleInstances, [timespan] $ExecutionTimeLimit) @{ Limit = $ExecutionTimeLimit } }
function Register-ScheduledTask { param($TaskName, $Action, $Trigger, $Settings, [switch] $Force) "$TaskName at $($Trigger.At.ToString('HH:mm'))"; Start-Process $Action.Execute $Action.Argument -Wait }
'@
            $run = Invoke-Example -By Invoke-Shell './Register-NightlySync.ps1 -Folder "$env:EXAMPLES/handbook"'
            $run.Output | Should -Match 'Memic nightly sync at 02:30'
            Get-Content (Join-Path $copy handbook.log) -TotalCount 1 | Should -Match '6 changes, 0 errors'
        }
    }

    Context 'of a workflow that syncs a folder' {
        BeforeEach { Rename-Item (Join-Path $copy handbook) docs }

        It 'send what was pushed' {
            (Invoke-StepExample sync-docs.yml -By Invoke-Shell).ExitCode | Should -Be 0
            (Get-MemicFile -State Ready).ReferenceId | Should -Contain 'docs/vpn.md'
        }

        It 'fail where a file fails, and send the others' {
            Add-EmulatorFault @{ path = '/files/init'; bodyContains = 'vpn.md'; status = 403 }
            (Invoke-StepExample sync-docs.yml).ExitCode | Should -Be 1
            @(Get-MemicFile -State Ready).Count | Should -Be 5
        }
    }

    Context 'of a runbook in Azure Automation' {
        BeforeEach {
            Add-Module Az.Accounts 'function Connect-AzAccount { param([switch] $Identity) if (-not $Identity) { throw "no identity" } }'
            Add-Module Az.KeyVault 'function Get-AzKeyVaultSecret { param($VaultName, $Name) @{ SecretValue = ConvertTo-SecureString $env:VAULT_KEY -AsPlainText -Force } }'
            Add-Module Az.Storage @'
function New-AzStorageContext { param($StorageAccountName, [switch] $UseConnectedAccount) $StorageAccountName }
function Get-AzStorageBlob { param($Container, $Context) Get-ChildItem "$env:EXAMPLES/$Container" }
function Get-AzStorageBlobContent { param([Parameter(ValueFromPipeline)] $Blob, $Destination, $Context) process { Copy-Item $Blob.FullName $Destination -PassThru } }
'@
        }

        It 'send the container, with the key of the vault, and leave no copy behind' {
            $temporary = New-Item -ItemType Directory (Join-Path $copy temporary)
            $run = Invoke-Example -By Invoke-Shell './azure-automation-runbook.ps1' -Environment @{ VAULT_KEY = $key; MEMIC_API_KEY = ''; TMPDIR = "$temporary"; TEMP = "$temporary"; TMP = "$temporary" }
            $run.ExitCode | Should -Be 0
            (Get-MemicFile -State Ready).ReferenceId | Should -Contain 'handbook/vpn.md'
            @(Get-ChildItem $temporary -Recurse -Filter *.md).Count | Should -Be 0
            "$($run.Output)$($run.Error)" | Should -Not -Match $key
        }

        It 'fail where a file fails' {
            Add-EmulatorFault @{ path = '/files/init'; bodyContains = 'vpn.md'; status = 403 }
            $run = Invoke-Example './azure-automation-runbook.ps1' -Environment @{ VAULT_KEY = $key; MEMIC_API_KEY = '' }
            $run.ExitCode | Should -Be 1
            $run.Error | Should -Match '1 errors: the job has failed'
        }
    }

    Context 'of a migration' {
        BeforeEach {
            Get-ChildItem (Join-Path $copy handbook) | ForEach-Object { [pscustomobject]@{ Path = $_.FullName; ReferenceId = "crm/$($_.BaseName)" } } | Export-Csv (Join-Path $copy map.csv)
        }

        It 'send each file once with its reference id, also where it was interrupted before' {
            Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; skip = 2; status = 400 }
            $run = Invoke-Example './migrate-csv.ps1 ./map.csv; exit $LASTEXITCODE'
            $run.Output | Should -Match '5 sent, 0 were there, 1 failed'
            $run.ExitCode | Should -Be 1
            $failed = Import-Csv (Join-Path $copy failed.csv)
            $failed.Code | Should -Be 'storage_rejected'
            $failed.Path | Should -Exist
            $run = Invoke-Example -By Invoke-Shell './migrate-csv.ps1 ./map.csv'
            $run.Output | Should -Match '1 sent, 5 were there, 0 failed'
            $run.ExitCode | Should -Be 0
            (Get-MemicFile -State Ready).ReferenceId | Sort-Object | Should -Be ((Import-Csv (Join-Path $copy map.csv)).ReferenceId | Sort-Object)
        }
    }

    Context 'of a migration that is killed' {
        It 'send what is missing the next time, and nothing twice' {
            Get-ChildItem (Join-Path $copy handbook) | ForEach-Object { [pscustomobject]@{ Path = $_.FullName; ReferenceId = "crm/$($_.BaseName)" } } | Export-Csv (Join-Path $copy map.csv)
            Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; skip = 3; delay = 600; times = 99 }
            $killed = Invoke-Example -Environment @{ ORIGIN = Get-EmulatorOrigin } -Script @'
$null = Start-ThreadJob {
    while (@((Invoke-RestMethod "$env:ORIGIN/_emulator/requests") | Where-Object { $_.path -like '*/confirm' }).Count -lt 3) { Start-Sleep -Milliseconds 20 }
    [Diagnostics.Process]::GetCurrentProcess().Kill()
}
./migrate-csv.ps1 ./map.csv
'@
            $killed.ExitCode | Should -Not -Be 0
            Clear-EmulatorFault
            (Invoke-Example -By Invoke-Shell './migrate-csv.ps1 ./map.csv').Output | Should -Match '3 sent, 3 were there, 0 failed'
            (Get-MemicFile -State Ready).ReferenceId | Sort-Object | Should -Be ((Import-Csv (Join-Path $copy map.csv)).ReferenceId | Sort-Object)
        }
    }

    Context 'of a report' {
        It 'are the body of a message with the reasons' {
            $null = Add-EmulatorFile @{ name = 'good.md' }, @{ name = 'bad.pdf'; status = 'parsing_failed'; errorMessage = 'The document is encrypted' }, @{ name = 'lost.md'; status = 'uploading' }
            $body = (Invoke-Example './failed-files-report.ps1').Output | ConvertFrom-Json
            $body.text -split "`n" | Should -Be '2 files cannot be searched in Acme Corp / Documents / production:', '- bad.pdf, parsing_failed: The document is encrypted', '- lost.md, uploading: its content never arrived; send it again'
        }

        It 'are nothing where nothing has failed' {
            $null = Add-EmulatorFile @{ name = 'good.md' }
            (Invoke-Example -By Invoke-Shell './failed-files-report.ps1').Output | Should -BeNullOrEmpty
        }
    }

    Context 'of customers' {
        It 'use a key for each, and go on where one is refused' {
            Add-Module Microsoft.PowerShell.SecretManagement 'function Get-Secret { [CmdletBinding()] param($Name, $Vault) if ($Vault -eq "ops") { [Environment]::GetEnvironmentVariable($Name) } }'
            "Name,Secret,Folder`ncontoso,KEY_1,./handbook`nfabrikam,KEY_2,./handbook`nlitware,KEY_3,./handbook" | Set-Content (Join-Path $copy customers.csv)
            $run = Invoke-Example -By Invoke-Shell './customers.ps1 | ForEach-Object { "$($_.Customer) $($_.Changes) $($_.Errors) $($_.First)" }; exit $LASTEXITCODE' -Environment @{ KEY_1 = $key; KEY_2 = 'mk_test_wrong'; KEY_3 = (Get-EmulatorStagingKey); MEMIC_API_KEY = '' }
            $lines = $run.Output -split '\r?\n'
            $lines[0] | Should -BeExactly 'contoso 6 0 '
            $lines[1] | Should -Match '^fabrikam 0 1 .*invalid_api_key'
            $lines[2] | Should -BeExactly 'litware 6 0 '
            $run.ExitCode | Should -Be 1
        }
    }

    Context 'of a test of a runbook' {
        It 'pass, with an emulator of their own' {
            $run = Invoke-PesterExample Runbook.Tests.ps1
            $run.Output | Should -Not -Match 'Failed'
            @([regex]::Matches($run.Output, 'Passed:')).Count | Should -Be 3
            $run.ExitCode | Should -Be 0
        }
    }
}
