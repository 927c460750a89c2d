# Sends the files of a table (columns Path and ReferenceId) and waits until they can be searched. It can be run again at any
# time, also after it was killed: what is there is not sent twice, and what is missing is sent.
param([Parameter(Mandatory)] [string] $Table, [string] $FailedTable = 'failed.csv')

$there = [Collections.Generic.HashSet[string]]::new()
Get-MemicFile -ErrorAction Stop | Where-Object { $_.ReferenceId -and $_.State -in 'Ready', 'Processing' -and $_.Status -ne 'pending' } | ForEach-Object { $null = $there.Add($_.ReferenceId) }

$sent, $failures = 0, @()
try {
    Import-Csv $Table | Where-Object { -not $there.Contains($_.ReferenceId) } |
        Send-MemicFile -Wait -Timeout 3600 -ErrorAction SilentlyContinue -ErrorVariable failures | ForEach-Object { $sent++ }
}
catch {
    $failures = @($failures | Where-Object { $_ -is [Management.Automation.ErrorRecord] }) + $_
}

$failures | ForEach-Object {
    [pscustomobject]@{ Path = "$($_.TargetObject)"; Code = $_.FullyQualifiedErrorId.Split(',')[0]; Message = $_.ErrorDetails.Message }
} | Export-Csv $FailedTable
"$sent sent, $($there.Count) were there, $($failures.Count) failed"
exit [int]($failures.Count -gt 0)
