# Measures cmdlets in one PowerShell, in turns with those of the floor, and writes a line of JSON for each measurement.
param([string] $Floor, [string] $Module, [string] $BaseUri, [string] $Key, [string] $Folder, [int] $Rounds)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
Import-Module $Floor
Import-Module $Module
Connect-Floor -BaseUri $BaseUri -ApiKey $Key
$limits = @{ Ingestion = 0; Status = 0; List = 0; Search = 0; Chat = 0; Prompts = 0 }
$null = Connect-Memic -ApiKey $Key -BaseUri $BaseUri -NoProxy -RateLimit $limits

function Get-Median([double[]] $Values) {
    $sorted = @($Values | Sort-Object)
    $half = [math]::Floor($sorted.Count / 2)
    if ($sorted.Count % 2) { $sorted[$half] } else { ($sorted[$half - 1] + $sorted[$half]) / 2 }
}

function Get-Seconds([scriptblock] $Work) {
    [gc]::Collect()
    [gc]::WaitForPendingFinalizers()
    $start = [System.Diagnostics.Stopwatch]::GetTimestamp()
    $null = & $Work
    [System.Diagnostics.Stopwatch]::GetElapsedTime($start).TotalSeconds
}

# Until a second goes by in which nothing was compiled: what is measured is the code that stays, ours and the framework's.
function Start-Warmup([scriptblock] $Work) {
    $start = [datetime]::UtcNow
    do {
        $compiled = [System.Runtime.JitInfo]::GetCompiledMethodCount($false)
        for ($from = [datetime]::UtcNow; [datetime]::UtcNow - $from -lt [timespan]'0:0:1';) { $null = & $Work }
    }
    until ([System.Runtime.JitInfo]::GetCompiledMethodCount($false) -eq $compiled -or [datetime]::UtcNow - $start -gt [timespan]'0:0:30')
}

function Compare-Speed([string] $Name, [scriptblock] $FloorWork, [scriptblock] $OurWork) {
    Start-Warmup { $null = & $FloorWork; $null = & $OurWork }
    $times = for ($round = 0; $round -lt $Rounds; $round++) {
        if ($round % 2) { $ours = Get-Seconds $OurWork; $floor = Get-Seconds $FloorWork } else { $floor = Get-Seconds $FloorWork; $ours = Get-Seconds $OurWork }
        [pscustomobject]@{ Floor = $floor; Ours = $ours; Ratio = $floor / $ours }
    }

    [pscustomobject]@{ Name = $Name; Floor = Get-Median $times.Floor; Ours = Get-Median $times.Ours; Ratio = Get-Median $times.Ratio } | ConvertTo-Json -Compress
}

$files = [string[]] (Get-ChildItem $Folder -File).FullName
$id = (Send-FloorFile $files[0]).Id
$ids = (, $id) * 1000
Compare-Speed 'single' { foreach ($n in 1..500) { Get-FloorStatus $id } } { foreach ($n in 1..500) { Get-MemicFileStatus $id } }
Compare-Speed 'pipeline' { $ids | Get-FloorStatus } { $ids | Get-MemicFileStatus }
Compare-Speed 'small' { $files | Send-FloorFile } { $files | Send-MemicFile }
Compare-Speed 'wait' { $files | Send-FloorFile -Wait } { $files | Send-MemicFile -Wait }
