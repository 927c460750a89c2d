# Emits the body of a message to a webhook about files that cannot be searched, and nothing where there are none:
#   $body = ./failed-files-report.ps1
#   if ($body) { Invoke-RestMethod $webhook -Method Post -ContentType application/json -Body $body }

# The list does not tell why a file has failed; its status does.
$failed = @(Get-MemicFile -State Failed, Incomplete -ErrorAction Stop | Get-MemicFileStatus)
if ($failed.Count -gt 0) {
    $lines = $failed | Sort-Object Name | ForEach-Object {
        "- $($_.Name), $($_.Status): $(if ($_.ErrorMessage) { $_.ErrorMessage } else { 'its content never arrived; send it again' })"
    }
    @{ text = "$($failed.Count) files cannot be searched in $(Get-MemicContext):`n$($lines -join "`n")" } | ConvertTo-Json
}
