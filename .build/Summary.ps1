# Tells how a run of the tests ended, from its reports: what failed, again and in one place, and the totals, each It of
# Pester counted, alone on the last line. Also for Windows PowerShell 5.1. The exit code is 0 only if nothing failed.
param([Parameter(Mandatory)] [string] $Results, [Parameter(Mandatory)] [int] $ExitCode)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$passed, $failed, $skipped = 0, 0, 0
foreach ($report in Get-ChildItem $Results -Filter *.trx -ErrorAction SilentlyContinue) {
    $run = ([xml](Get-Content $report.FullName -Raw -Encoding UTF8)).DocumentElement
    foreach ($result in $run.SelectNodes('*[local-name()="Results"]/*')) {
        $output = $result.SelectSingleNode('*[local-name()="Output"]/*[local-name()="StdOut"]')
        if ($output -and $output.InnerText -match '^(\d+) passed, (\d+) failed, (\d+) skipped in ') {
            $passed += [int]$Matches[1]
            $failed += [int]$Matches[2]
            $skipped += [int]$Matches[3]
        }
        elseif ($result.outcome -eq 'Passed') { $passed++ }
        elseif ($result.outcome -eq 'Failed') { $failed++ }
        else { $skipped++ }

        if ($result.outcome -eq 'Failed') {
            "`nFailed: $($result.testName)"
            $result.SelectSingleNode('.//*[local-name()="Message"]').InnerText
        }
    }
}

if ($ExitCode -ne 0 -and $failed -eq 0) {
    'The run broke off before all was counted.'
    $failed = 1
}

"`n$passed passed, $failed failed, $skipped skipped"
exit [int]($failed -gt 0)
