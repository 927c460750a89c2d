# What the shell to play in begins with: connected, in a folder with four documents.
Import-Module $env:MEMIC_DEMO_MODULE
Connect-Memic -ApiKey mk_live_EXAMPLE -BaseUri $env:MEMIC_DEMO_EMULATOR
$emulator = $env:MEMIC_DEMO_CONTROL -replace '/_emulator.*'

Write-Host "Connected to a Memic on this machine ($emulator)." -ForegroundColor Green
Write-Host 'Four documents are in this folder. Try:' -ForegroundColor Green
Write-Host '  Get-ChildItem | Send-MemicFile -Wait'
Write-Host "  Search-MemicContent 'restore of a single table' -Top 3"
Write-Host '  Get-Help Send-MemicFile -Examples'
Write-Host "Leave with 'exit': then all of it is gone." -ForegroundColor Green
