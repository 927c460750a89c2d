BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator

    $small = 1..12 | ForEach-Object {
        $path = Join-Path $TestDrive "f$_.md"
        [IO.File]::WriteAllText($path, "text $_")
        $path
    }

    # The progress records of a script, in a shell of its own.
    function Get-Progress {
        param([string] $Script)
        $shell = New-Shell
        try {
            $shell.Runspace.SessionStateProxy.SetVariable('small', $small)
            try { $null = $shell.AddScript($Script).Invoke() } catch { $null = $_ }
            @($shell.Streams.Progress)
        }
        finally { Close-Shell $shell }
    }

    # Every record that was begun has to be taken away again.
    function Assert-Completed {
        param($Record)
        $Record | Should -Not -BeNullOrEmpty
        foreach ($group in $Record | Group-Object ActivityId) { $group.Group[-1].RecordType | Should -Be 'Completed' }
    }
}

Describe 'Progress' {
    BeforeEach { Initialize-Test }

    It 'is one record over all and at most four below it' {
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; delay = 0.4; times = 99 }
        $records = Get-Progress '$small | Send-MemicFile'
        $shown = $records | Where-Object RecordType -EQ Processing
        ($shown.ActivityId | Sort-Object -Unique).Count | Should -BeIn 2, 3, 4, 5
        $overall = $shown | Where-Object ParentActivityId -LT 0
        ($overall.ActivityId | Sort-Object -Unique).Count | Should -Be 1
        ($shown | Where-Object ParentActivityId -GE 0).ParentActivityId | Sort-Object -Unique | Should -Be $overall[0].ActivityId
        Assert-Completed $records
    }

    It 'tells files, bytes and names' {
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; delay = 0.5; times = 99 }
        $records = Get-Progress '$small | Send-MemicFile -ThrottleLimit 4'
        $shown = $records | Where-Object { $_.RecordType -eq 'Processing' -and $_.ParentActivityId -lt 0 }
        $shown[-1].Activity | Should -Match 'Send-MemicFile'
        $shown[-1].StatusDescription | Should -Match '^\d+ of 12 files'
        # At the end there may be no bytes left to send.
        $shown[-1].StatusDescription | Should -Match '\d+ B of \d+ B|all \d+ B sent'
        $shown.StatusDescription -match '\d+ B of \d+ B' | Should -Not -BeNullOrEmpty
        ($records | Where-Object { $_.RecordType -eq 'Processing' -and $_.ParentActivityId -ge 0 }).Activity | Select-Object -First 1 | Should -Match '^f\d+\.md'
    }

    It 'says that more may be found as long as files come, without a percentage or a time' {
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; delay = 0.4; times = 99 }
        $shown = Get-Progress '$small | Send-MemicFile -ThrottleLimit 2' | Where-Object { $_.RecordType -eq 'Processing' -and $_.ParentActivityId -lt 0 }
        $open, $known = $shown.Where({ $_.StatusDescription -match 'found so far' }, 'Split')
        $open[0].StatusDescription | Should -Match '^\d+ done, \d+ files found so far'
        $open.PercentComplete + $open.SecondsRemaining | Select-Object -Unique | Should -Be -1
        @($known.StatusDescription) -notmatch '^\d+ of 12 files' | Should -BeNullOrEmpty
        @($known)[-1].PercentComplete | Should -BeGreaterThan 0
    }

    It 'has no time left, and no percentage of bytes, while files that were sent are processed' {
        Set-EmulatorOption @{ processingTime = 1.5 }
        $shown = Get-Progress 'Send-MemicFile $small[0] -Wait' | Where-Object { $_.RecordType -eq 'Processing' -and $_.ParentActivityId -lt 0 }
        $processed = $shown | Where-Object StatusDescription -EQ '0 of 1 files; all 6 B sent'
        $processed | Should -Not -BeNullOrEmpty
        $processed.SecondsRemaining | Select-Object -Unique | Should -Be -1
        $processed.PercentComplete | Select-Object -Unique | Should -Be 0
        $shown.SecondsRemaining | Should -Not -Contain 0
    }

    It 'counts the files that are waited for' {
        Set-EmulatorOption @{ processingTime = 1.5 }
        (Get-Progress '$small[0, 1] | Send-MemicFile | Wait-MemicFile').StatusDescription | Should -Contain '0 of 2 files'
    }

    It 'does not call it a failure that somebody waits for the rate limit' {
        $shell = New-Shell -With @{ RateLimit = @{ Prompts = 2 } }
        try {
            $shell.Runspace.SessionStateProxy.SetVariable('window', [timespan]::FromSeconds(4))
            $null = $shell.AddScript('(Get-MemicConnection | Where-Object IsDefault).RateLimits.Window = $window; 1..3 | ForEach-Object { Get-MemicPrompt summarizer }').Invoke()
            $shell.Streams.Progress.StatusDescription | Select-Object -First 1 | Should -Be 'waiting for the rate limit of prompts requests'
        }
        finally { Close-Shell $shell }
    }

    It 'comes at most five times a second' {
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; delay = 0.2; times = 999 }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $records = Get-Progress '$small + $small + $small | Send-MemicFile -ThrottleLimit 6'
        $seconds = $watch.Elapsed.TotalSeconds
        $overall = @($records | Where-Object { $_.RecordType -eq 'Processing' -and $_.ParentActivityId -lt 0 })
        $overall.Count | Should -BeGreaterThan 1
        $overall.Count | Should -BeLessOrEqual (5 * $seconds + 2)
    }

    It 'is completed after <Name>' -ForEach @(
        @{ Name = 'a whole run'; Script = '$small | Send-MemicFile' }
        @{ Name = 'a failure'; Script = '$small | Send-MemicFile -ErrorAction Stop'; Fault = @{ path = '/files/init'; status = 400; skip = 6; times = 99 } }
        @{ Name = 'a key that is refused'; Script = '$small | Send-MemicFile'; Fault = @{ path = '*/confirm'; status = 401; skip = 2; times = 99 } }
        @{ Name = 'Select-Object -First 1'; Script = '$small | Send-MemicFile -ThrottleLimit 2 | Select-Object -First 1' }
        @{ Name = 'a throw further down'; Script = '$small | Send-MemicFile -ThrottleLimit 2 | ForEach-Object { throw "x" }' }
        @{ Name = 'a path that ends it'; Script = '@($small[0]; "none.md") | Send-MemicFile -ErrorAction Stop' }
    ) {
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; delay = 0.3; times = 99 }
        if ($Fault) { Add-EmulatorFault $Fault }
        Assert-Completed (Get-Progress $Script)
    }

    It 'shows a wait of more than two seconds with its reason, also where there are no files' {
        Add-EmulatorFault @{ path = '/prompts/*'; status = 503; retryAfter = '3' }
        $records = Get-Progress 'Get-MemicPrompt summarizer'
        $records.StatusDescription -match 'service_unavailable' | Should -Not -BeNullOrEmpty
        Assert-Completed $records
    }

    It 'is none for a quick call' {
        Get-Progress 'Get-MemicPrompt summarizer' | Should -BeNullOrEmpty
    }

    It 'is not shown with $ProgressPreference, nor with -ProgressAction' {
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; delay = 0.3; times = 99 }
        Get-Progress '$ProgressPreference = "SilentlyContinue"; $small | Send-MemicFile' | Should -BeNullOrEmpty
        # It came with PowerShell 7.4.
        if ($PSVersionTable.PSVersion -ge '7.4') { Get-Progress '$small | Send-MemicFile -ProgressAction SilentlyContinue' | Should -BeNullOrEmpty }
    }
}

Describe 'Verbose' {
    BeforeEach { Initialize-Test }

    It 'has one line for each request, the upload included, with status, time, attempt and request id' {
        $lines = Send-MemicFile $small[0] -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | ForEach-Object Message
        $requests = Get-EmulatorRequest
        $lines = @($lines -match '->')
        $lines.Count | Should -Be 3
        $lines[0] | Should -Match "^POST /files/init -> 201 in \d+ ms, attempt 1, $($requests[0].requestId) \(f1\.md\)$"
        $lines[1] | Should -Match "^PUT \S+ -> 200 in \d+ ms, attempt 1, $($requests[1].requestId) \(f1\.md\)$"
        $lines[2] | Should -Match "^POST /files/[0-9a-f-]+/confirm -> 200 in \d+ ms, attempt 1, $($requests[2].requestId) \(f1\.md\)$"
    }

    It 'tells of repeats and why' {
        Add-EmulatorFault @{ path = '/prompts/*'; status = 503 }
        $lines = (Get-MemicPrompt summarizer -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }).Message
        ($lines -match '^GET /prompts/summarizer -> 503').Count | Should -Be 1
        ($lines -match '^service_unavailable: attempt 2 in [\d.]+ s$').Count | Should -Be 1
        ($lines -match '^GET /prompts/summarizer -> 200 .*attempt 2').Count | Should -Be 1
    }

    It 'tells of a request that got no answer' {
        Add-EmulatorFault @{ path = '/prompts/*'; kind = 'reset' }
        $lines = (Get-MemicPrompt summarizer -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }).Message
        ($lines -match '^GET /prompts/summarizer -> network_error').Count | Should -Be 1
    }

    It 'tells of a lost reply to the announcement, which may leave a record behind' {
        Add-EmulatorFault @{ path = '/files/init'; kind = 'lostReply' }
        $lines = (Send-MemicFile $small[0] -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }).Message
        ($lines -match 'A file record without content may stay behind').Count | Should -Be 1
    }

    It 'is silent unless asked, by -Verbose or $VerbosePreference' {
        Get-MemicPrompt summarizer 4>&1 | Should -HaveCount 1
        $lines = & { $VerbosePreference = 'Continue'; Get-MemicPrompt summarizer } 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        $lines | Should -HaveCount 1
    }

    It 'and the debug stream show requests and answers, with headers' {
        $lines = (& { $DebugPreference = 'Continue'; Get-MemicPrompt summarizer } 5>&1 | Where-Object { $_ -is [Management.Automation.DebugRecord] }).Message
        $lines | Should -HaveCount 2
        $lines[0] | Should -Match '^> GET http'
        $lines[0] | Should -Match 'User-Agent: memic-powershell'
        $lines[1] | Should -Match '^< 200'
    }
}
