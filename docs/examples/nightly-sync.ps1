# Keeps a folder in Memic, for a task that nobody watches: what was done is in the log, and whether all went well in the exit code.
# The key comes from MEMIC_API_KEY. A run that was interrupted is completed by the next.
param([Parameter(Mandatory)] [string] $Folder, [string] $Log = "$Folder.log")

$changes, $failures = @(), @()
try {
    Sync-MemicFolder $Folder -Delete -ErrorAction SilentlyContinue -ErrorVariable failures | ForEach-Object { $changes += $_ }
}
catch {
    # What no later file could avoid, such as a key that is refused.
    $failures = @($failures | Where-Object { $_ -is [Management.Automation.ErrorRecord] }) + $_
}

@(
    "$(Get-Date -Format s) ${Folder}: $(@($changes | Where-Object Action -NE Failed).Count) changes, $($failures.Count) errors"
    $changes | ForEach-Object { "  $($_.Action) $($_.ReferenceId)" }
    $failures | ForEach-Object { "  $($_.ErrorDetails.Message)" }
) | Tee-Object -FilePath $Log -Append
exit [int]($failures.Count -gt 0)
