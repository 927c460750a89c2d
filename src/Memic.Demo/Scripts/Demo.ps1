# The main job through the cmdlets, in a folder with four documents. Each step is shown as one would type it, and checked.
$ErrorActionPreference = 'Stop'
if ([Console]::IsOutputRedirected) { $PSStyle.OutputRendering = 'PlainText' }
$key = 'mk_live_EXAMPLE'
$uri = $env:MEMIC_DEMO_EMULATOR
$faults = @{ Uri = "$env:MEMIC_DEMO_CONTROL/faults"; Method = 'Post' }

function Write-Note([string] $Text) { Write-Host "`n# $Text" -ForegroundColor Green }

# Runs what is shown as if it had been typed: in the caller's scope, and its errors look as they do at a prompt.
function Show([scriptblock] $Command) {
    $text = "$Command".Trim()
    Write-Host "PS> $text" -ForegroundColor Cyan
    $ErrorActionPreference = 'Continue'
    . ([scriptblock]::Create($text)) 2>&1 3>&1 4>&1 | Out-Host
}

function Confirm-That([bool] $Holds, [string] $What) {
    if (-not $Holds) { throw "Not as it should be: $What" }
}

Write-Note "Connect. The service is an emulator on this machine, at $uri."
Import-Module $env:MEMIC_DEMO_MODULE
. Show { Connect-Memic -ApiKey $key -BaseUri $uri -PassThru }

Write-Note 'Send what is in the folder, and wait until it can be searched.'
. Show { Get-ChildItem | Send-MemicFile -Wait -OutVariable sent }
Confirm-That ($sent.Count -eq 4 -and -not ($sent | Where-Object IsReady -NE $true)) 'four documents can be searched.'

Write-Note 'Find something in them, and ask.'
. Show { Search-MemicContent 'restore of a single table' -Top 2 -OutVariable hits }
Confirm-That ($hits[0].FileName -eq 'database-restore.pdf') 'the first hit is in database-restore.pdf.'
. Show { Invoke-MemicChat 'Who is paged when a certificate expires?' -OutVariable answer }
Confirm-That ([bool]$answer.Answer) 'there is an answer.'

Write-Note 'Fill in a prompt that is kept in Memic.'
. Show { Get-MemicPrompt summarizer -Variable @{ topic = 'restoring a backup'; lang = 'English' } -OutVariable text }
Confirm-That ("$text" -match 'restoring a backup') 'the prompt is filled in.'

Write-Note 'The service is busy for a moment. -Verbose shows how that heals.'
$null = Invoke-RestMethod @faults -Body '{"path":"/files/*/status","status":503,"times":1}'
. Show { $sent[0] | Get-MemicFileStatus -Verbose -OutVariable healed }
Confirm-That ($healed.IsReady) 'the status came after a repeat.'

Write-Note 'A file that is not there: the error says what to do, and a script can branch on its code.'
. Show { Get-MemicFileStatus nope -ErrorVariable failure }
. Show { $failure[0].FullyQualifiedErrorId, $failure[0].Exception.RequestId }
Confirm-That ($failure[0].FullyQualifiedErrorId -like 'file_not_found,*' -and $failure[0].Exception.RequestId) 'the error has its code and request id.'

Write-Note 'All of it went as it should. Try it yourself: dotnet run --project src/Memic.Demo -- shell'
