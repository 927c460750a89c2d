# The main job through the cmdlets, against an emulator that ends with this script.
param([string] $Configuration = 'Debug')

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$root = Split-Path $PSScriptRoot

function Show([scriptblock] $Command) {
    Write-Host "`nPS> $("$Command".Trim())" -ForegroundColor Cyan
    # Into the caller's scope, so that what one step assigns the next can use.
    . $Command | Out-Host
}

function Confirm-That([bool] $Holds, [string] $What) {
    if (-not $Holds) {
        throw "Not as it should be: $What"
    }
}

$start = New-Object Diagnostics.ProcessStartInfo 'dotnet', "`"$root/src/Memic.Emulator/bin/$Configuration/net10.0/Memic.Emulator.dll`" --parent-pid $PID --processing-time 1"
$start.UseShellExecute = $false
$start.RedirectStandardOutput = $true
$emulator = [Diagnostics.Process]::Start($start)
try {
    $uri = $emulator.StandardOutput.ReadLine() -replace '^.* '
    $documents = Join-Path $root 'src/Memic.Emulator/Demo/Documents/*'
    Import-Module (Join-Path $root 'Memic.psd1')

    . Show { Connect-Memic -ApiKey 'mk_live_EXAMPLE' -BaseUri $uri -PassThru }
    . Show { Get-MemicContext }
    . Show { Get-ChildItem $documents, $root/README.md | Send-MemicFile -Wait -OutVariable sent }
    Confirm-That ($sent.Count -eq 4 -and -not ($sent | Where-Object IsReady -NE $true)) 'four documents can be searched.'

    . Show { $sent | Get-MemicFileStatus | Select-Object Name, Status, TotalChunks }
    . Show { Search-MemicContent 'restore of a single table' -Top 1 -OutVariable hits }
    Confirm-That ($hits[0].FileName -eq 'database-restore.pdf') 'the hit is in database-restore.pdf.'

    . Show { Get-MemicPrompt summarizer -Variable @{ topic = 'restoring a backup'; lang = 'English' } -OutVariable text }
    Confirm-That ("$text" -match 'restoring a backup') 'the prompt is filled in.'

    . Show { Get-MemicFileStatus nope -ErrorAction SilentlyContinue -ErrorVariable failure }
    . Show {
        $failure[0] | Select-Object FullyQualifiedErrorId, TargetObject,
            @{ Name = 'Message'; Expression = { $_.ErrorDetails.Message } },
            @{ Name = 'Advice'; Expression = { $_.ErrorDetails.RecommendedAction } },
            @{ Name = 'RequestId'; Expression = { $_.Exception.RequestId } } | Format-List
    }
    Confirm-That ($failure[0].FullyQualifiedErrorId -like 'file_not_found,*' -and $failure[0].Exception.RequestId) 'the error has its code and request id.'

    Disconnect-Memic
    Write-Host 'All of it went as it should.' -ForegroundColor Green
}
finally {
    $emulator.Kill()
    $emulator.Dispose()
}
