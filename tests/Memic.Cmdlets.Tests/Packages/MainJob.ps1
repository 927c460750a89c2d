# What a person does who has the two packages and nothing else. Also for Windows PowerShell 5.1.
param([string] $Emulator, [string] $Modules)

$ErrorActionPreference = 'Stop'
$env:PSModulePath = $Modules, (Join-Path $PSHOME Modules) -join [IO.Path]::PathSeparator
$start = New-Object Diagnostics.ProcessStartInfo $Emulator, "--port 0 --processing-time 0.1 --parent-pid $PID"
$start.RedirectStandardOutput = $true
$start.UseShellExecute = $false
$process = [Diagnostics.Process]::Start($start)
$null = $process.StandardOutput.ReadLine() -match '(http://\S+?)/*$'

Import-Module Memic
"from $((Get-Module Memic).ModuleBase)"
Connect-Memic -ApiKey mk_live_EXAMPLE -BaseUri $Matches[1]
Set-Content ./offer.md 'The notice period is a month.'
"sent $((Get-Item ./offer.md | Send-MemicFile -Wait).State)"
"found $((Search-MemicContent 'notice period')[0].FileName)"
"explained $((Get-Help Send-MemicFile).Synopsis)"
"about $((Get-Help about_Memic_Limits | Out-String) -match 'LONG DESCRIPTION')"
$process.Kill()
