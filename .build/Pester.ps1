# Runs the tests of the cmdlets on what was built. The last line that it prints has the counts.
# No strict mode and no other preferences here: the tests would inherit them, and are to meet what a user's session has.
$root = Split-Path $PSScriptRoot
$tests = @(Get-ChildItem (Join-Path $root 'tests/Pester') -Filter *.Tests.ps1 -Recurse -ErrorAction SilentlyContinue)
if ($tests.Count -eq 0) {
    '0 passed, 0 failed, 0 skipped'
    exit 0
}

$pester = Get-Module Pester -ListAvailable | Where-Object Version -ge '5.3.0' | Sort-Object Version -Descending | Select-Object -First 1
if (-not $pester) {
    [Console]::Error.WriteLine('The cmdlets were not tested: Pester 5.3 or later is missing. Install-Module Pester -MinimumVersion 5.3.0 -Scope CurrentUser installs it.')
    exit 1
}

Import-Module $pester.Path -ErrorAction Stop
$settings = New-PesterConfiguration
$settings.Run.Path = $tests.FullName
$settings.Run.PassThru = $true
$run = Invoke-Pester -Configuration $settings
if (-not $run) {
    [Console]::Error.WriteLine('Pester broke off: what it ran does not count.')
    exit 1
}

try {
    $null = New-Item (Join-Path $root 'TestResults') -ItemType Directory -Force
    $run | Export-NUnitReport -Path (Join-Path $root 'TestResults/Pester.xml')
}
catch {
    # A test whose name holds a character that XML cannot: the counts below do not depend on the report.
    Write-Warning "TestResults/Pester.xml was not written: $_"
}

# A file or block that breaks before its tests run fails as well.
$failed = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
"$($run.PassedCount) passed, $failed failed, $($run.SkippedCount + $run.InconclusiveCount) skipped"
exit [int]($failed -gt 0)
