# Runs both kinds of tests on what was built, and adds up.
param([string] $Configuration = 'Debug')

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$results = Join-Path $root 'TestResults'
if (Test-Path $results) {
    Remove-Item $results -Recurse -Force
}

Set-Location $root
dotnet test Memic.Cmdlets.sln --configuration $Configuration --no-build --nologo --logger trx --results-directory $results
$clientFailed = $LASTEXITCODE -ne 0

$lines = @()
& (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot 'Pester.ps1') | Tee-Object -Variable lines
$cmdletsFailed = $LASTEXITCODE -ne 0

$passed, $failed, $skipped = 0, 0, 0
foreach ($report in Get-ChildItem $results -Filter *.trx -ErrorAction SilentlyContinue) {
    # A test that did not run is missing from 'executed'; 'notExecuted' does not count it.
    $counters = ([xml](Get-Content $report.FullName -Raw)).TestRun.ResultSummary.Counters
    $passed += [int]$counters.passed
    $failed += [int]$counters.executed - [int]$counters.passed
    $skipped += [int]$counters.total - [int]$counters.executed
}

$counts = $lines | Where-Object { $_ -match '^(\d+) passed, (\d+) failed, (\d+) skipped$' } | Select-Object -Last 1
if ($counts -match '^(\d+) passed, (\d+) failed, (\d+) skipped$') {
    $passed += [int]$Matches[1]
    $failed += [int]$Matches[2]
    $skipped += [int]$Matches[3]
}

if (($clientFailed -or $cmdletsFailed) -and $failed -eq 0) {
    # A run that broke off before it could count.
    $failed = 1
}

"$passed passed, $failed failed, $skipped skipped"
exit [int]($failed -gt 0)
