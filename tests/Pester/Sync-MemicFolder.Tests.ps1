BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
    Import-Double

    function Write-Doc {
        param([string] $Name, [string] $Text = "text of $Name")
        $path = Join-Path $docs $Name
        $null = New-Item -ItemType Directory -Force (Split-Path $path)
        [IO.File]::WriteAllText($path, $Text)
    }

    # What the emulator holds, as 'reference id status'.
    function Get-Held { @(Get-MemicFile | ForEach-Object { "$($_.ReferenceId) $($_.Status)" } | Sort-Object) }

    function Get-Write { @((Get-EmulatorRequest).Call | Where-Object { $_ -notlike 'GET *' }) }

    # Runs a script with a host that gives these answers to its questions, one after the other.
    function Invoke-Answered {
        param([string] $Script, [int[]] $Answer)
        $asked = [Memic.Tests.AnsweringHost]::new($Answer)
        $shell = New-Shell -SessionHost $asked
        try {
            $output = @($shell.AddScript($Script).Invoke())
            [pscustomobject]@{ Questions = @($asked.Questions); Errors = @($shell.Streams.Error); Output = $output }
        }
        finally { Close-Shell $shell }
    }
}

Describe 'Sync-MemicFolder' {
    BeforeEach {
        Initialize-Test
        $docs = Join-Path $TestDrive "$([guid]::NewGuid().ToString('N'))/docs"
        Write-Doc a.md
        Write-Doc sub/b.md
    }

    Context 'what it does' {
        It 'sends what is new and emits each file as it can be searched' {
            $results = Sync-MemicFolder $docs | Sort-Object ReferenceId
            $results | Should -BeOfType Memic.MemicSyncResult
            $results.Action | Should -Be 'Sent', 'Sent'
            $results.ReferenceId | Should -Be 'docs/a.md', 'docs/sub/b.md'
            $results[0].Path | Should -Be (Join-Path $docs a.md)
            $results.FileId | Should -Be (Get-MemicFile | Sort-Object ReferenceId).Id
            Get-Held | Should -Be 'docs/a.md ready', 'docs/sub/b.md ready'
        }

        It 'leaves an unchanged folder at one request, and emits it only with -All' {
            $null = Sync-MemicFolder $docs
            (Get-Item (Join-Path $docs a.md)).LastWriteTime = Get-Date
            Clear-EmulatorRequest
            Sync-MemicFolder $docs | Should -BeNullOrEmpty
            (Get-EmulatorRequest).Call | Should -Be 'GET /files'
            (Sync-MemicFolder $docs -All).Action | Should -Be 'Unchanged', 'Unchanged'
        }

        It 'replaces what changed, and removes what is gone only with -Delete' {
            $null = Sync-MemicFolder $docs
            Write-Doc a.md 'other words'
            Remove-Item (Join-Path $docs sub/b.md)
            (Sync-MemicFolder $docs).Action | Should -Be 'Replaced'
            Get-Held | Should -Be 'docs/a.md ready', 'docs/sub/b.md ready'
            $removed = Sync-MemicFolder $docs -Delete
            $removed.Action | Should -Be 'Removed'
            $removed.Reason | Should -Be 'The folder no longer has it.'
            Get-Held | Should -Be 'docs/a.md ready'
        }

        It 'is the same source however the folder is written' {
            $null = Sync-MemicFolder $docs
            Push-Location (Split-Path $docs)
            try {
                foreach ($path in 'docs', './docs/', 'd*s') { Sync-MemicFolder $path | Should -BeNullOrEmpty }
                Get-Item docs | Sync-MemicFolder | Should -BeNullOrEmpty
                Sync-MemicFolder -LiteralPath docs | Should -BeNullOrEmpty
                Set-Location docs
                Sync-MemicFolder . | Should -BeNullOrEmpty
            }
            finally { Pop-Location }
        }

        It 'takes a source, metadata, and patterns' {
            Write-Doc c.txt
            Write-Doc drafts/d.md
            $null = Sync-MemicFolder $docs -Source handbook -Metadata @{ team = 'ops' } -Include *.md -Exclude drafts/
            Get-Held | Should -Be 'handbook/a.md ready', 'handbook/sub/b.md ready'
            (Get-MemicFile)[0].Metadata['team'] | Should -Be 'ops'
        }

        It 'heeds .memicignore' {
            Write-Doc .memicignore "sub/`n"
            (Sync-MemicFolder $docs).ReferenceId | Should -Be 'docs/a.md'
        }
    }

    Context 'asking' {
        It 'prints the plan with -WhatIf and sends no writing request' {
            $null = Sync-MemicFolder $docs
            Write-Doc a.md 'other words'
            Write-Doc c.md
            Remove-Item (Join-Path $docs sub/b.md)
            Clear-EmulatorRequest
            $plan = Invoke-Child "Import-Module `$env:MEMIC_MODULE; Sync-MemicFolder '$docs' -Delete -WhatIf"
            $lines = @($plan.Output -split '\r?\n' -like 'What if*')
            $lines | Should -HaveCount 3
            $lines -like "*Replace 'docs/a.md' (11 B) in * (connection *)" | Should -HaveCount 1
            $lines -like "*Upload 'docs/c.md' (12 B) to * (connection *)" | Should -HaveCount 1
            $lines -like "*Delete 'docs/sub/b.md' (16 B) from * (connection *): The folder no longer has it" | Should -HaveCount 1
            Get-Write | Should -BeNullOrEmpty
        }

        It 'asks for each file with -Confirm, and does what is agreed to' {
            # The choices of the question: 0 yes, 1 yes to all, 2 no, 3 no to all.
            $run = Invoke-Answered "Sync-MemicFolder '$docs' -Confirm" 0, 2
            $run.Errors | Should -BeNullOrEmpty
            $run.Questions | Should -HaveCount 2
            $run.Output.Action | Should -Be 'Sent'
            Get-Held | Should -HaveCount 1
        }

        It 'does not ask by itself, not even before it removes' {
            $null = Sync-MemicFolder $docs
            Remove-Item (Join-Path $docs sub/b.md)
            (Invoke-Answered "Sync-MemicFolder '$docs' -Delete").Questions | Should -BeNullOrEmpty
            Get-Held | Should -Be 'docs/a.md ready'
        }
    }

    Context 'errors' {
        It 'refuses to remove more than half, and then neither removes nor sends anything, however often it runs' {
            $null = Sync-MemicFolder $docs
            Remove-Item (Join-Path $docs a.md), (Join-Path $docs sub/b.md)
            'c.md', 'd.md', 'e.md', 'f.md', 'g.md' | ForEach-Object { Write-Doc $_ }
            $null = Sync-MemicFolder $docs -Delete -ErrorAction SilentlyContinue
            Clear-EmulatorRequest
            $results = Sync-MemicFolder $docs -Delete -ErrorVariable failures -ErrorAction SilentlyContinue
            $results | Should -BeNullOrEmpty
            Get-Write | Should -BeNullOrEmpty
            $failures | Should -HaveCount 1
            $failures[0].FullyQualifiedErrorId | Should -Be 'delete_refused,Memic.Cmdlets.SyncMemicFolderCommand'
            $failures[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
            $failures[0].TargetObject | Should -Be $docs
            Get-Held | Should -Be 'docs/a.md ready', 'docs/sub/b.md ready'
            $null = Sync-MemicFolder $docs -Delete -Force
            Get-Held | Should -Be 'docs/c.md ready', 'docs/d.md ready', 'docs/e.md ready', 'docs/f.md ready', 'docs/g.md ready'
        }

        It 'emits a failed file, writes its error, and goes on' {
            Write-Doc broken.pdf 'This is no PDF.'
            $results = Sync-MemicFolder $docs -ErrorVariable failures -ErrorAction SilentlyContinue
            ($results | Where-Object Action -EQ Sent) | Should -HaveCount 2
            $failed = $results | Where-Object Action -EQ Failed
            $failed.ReferenceId | Should -Be 'docs/broken.pdf'
            $failed.Reason | Should -Match 'parsing_failed'
            $failures | Should -HaveCount 1
            $failures[0].FullyQualifiedErrorId | Should -Be 'file_processing_failed,Memic.Cmdlets.SyncMemicFolderCommand'
            $failures[0].TargetObject | Should -Be $failed.Path
        }

        It 'makes an error of what Memic does not take only with -Strict' {
            Write-Doc empty.md ''
            Write-Doc program.exe
            $null = Sync-MemicFolder $docs -ErrorVariable failures -ErrorAction SilentlyContinue
            $failures | Should -BeNullOrEmpty
            $null = Sync-MemicFolder $docs -Strict -ErrorVariable failures -ErrorAction SilentlyContinue
            $failures.FullyQualifiedErrorId | Sort-Object | Should -Be 'file_empty,Memic.Cmdlets.SyncMemicFolderCommand', 'invalid_file_type,Memic.Cmdlets.SyncMemicFolderCommand'
        }

        It 'refuses <Path> with <Code> before anything is sent' -ForEach @(
            @{ Path = 'no/such/folder'; Code = 'path_not_found' }
            @{ Path = 'nothing*'; Code = 'path_not_found' }
            @{ Path = 'Env:'; Code = 'not_a_file' }
        ) {
            $failure = Get-Failure { Sync-MemicFolder $Path }
            $failure.FullyQualifiedErrorId | Should -Be "$Code,Memic.Cmdlets.SyncMemicFolderCommand"
            $failure.TargetObject | Should -Be $Path
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'refuses the source <Source>, with which no reference id could be made' -ForEach @(
            @{ Source = 'a/b' }, @{ Source = 'a\b' }, @{ Source = 'C:' }, @{ Source = "a`nb" }, @{ Source = "a$([char]0x202e)b" }, @{ Source = '..' }, @{ Source = ' a' }, @{ Source = 'x' * 101 }
        ) {
            $failure = Get-Failure { Sync-MemicFolder $docs -Source $Source }
            $failure.FullyQualifiedErrorId | Should -Be 'invalid_input,Memic.Cmdlets.SyncMemicFolderCommand'
            $failure.Exception.Message | Should -Match '1 to 100 characters long'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'shortens a reference id that would be too long, and knows the file by it the next time' {
            $long = (1..4 | ForEach-Object { 'folder' * 10 }) -join '/'
            Write-Doc "$long/note.md"
            ((Sync-MemicFolder $docs).ReferenceId | Measure-Object Length -Maximum).Maximum | Should -Be 255
            Sync-MemicFolder $docs | Should -BeNullOrEmpty
            (Get-MemicFile -Name note.md).Metadata['memic_sync_path'] | Should -Be "$long/note.md"
        }

        It 'ends with sync_in_progress where another run of the source is under way, and sends nothing' {
            $key = New-EmulatorKey
            Connect-Emulator @{ ApiKey = $key }
            Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; kind = 'hang'; times = 2 }
            $seen = @{}
            $null = Stop-Script 'Sync-MemicFolder $docs' -With @{ ApiKey = $key } -Variable @{ docs = $docs } -When {
                if (@(Get-EmulatorRequest POST /files/init).Count -lt 2) { return $false }
                $seen.Failure = Get-Failure { Sync-MemicFolder $docs }
                $true
            }
            $seen.Failure.FullyQualifiedErrorId | Should -BeExactly 'sync_in_progress,Memic.Cmdlets.SyncMemicFolderCommand'
            @(Get-EmulatorRequest POST /files/init) | Should -HaveCount 2
        }

        It 'refuses a file, a pattern that is none, and two folders of one source' {
            (Get-Failure { Sync-MemicFolder (Join-Path $docs a.md) }).FullyQualifiedErrorId | Should -BeLike 'not_a_file,*'
            (Get-Failure { Sync-MemicFolder $docs -Include '[a' }).FullyQualifiedErrorId | Should -BeLike 'invalid_input,*'
            Get-EmulatorRequest | Should -BeNullOrEmpty
            (Get-Failure { Sync-MemicFolder $docs, (Join-Path $docs sub) -Source one }).FullyQualifiedErrorId | Should -BeLike 'invalid_input,*'
            Get-Held | Should -Be 'one/a.md ready', 'one/sub/b.md ready'
        }

        It 'ends at once where the key is refused, emits what was done, and says how many files were not begun' {
            'c.md', 'd.md', 'e.md' | ForEach-Object { Write-Doc $_ }
            Add-EmulatorFault @{ method = 'POST'; path = '/files/init'; status = 401; skip = 1; times = 99 }
            $results = [Collections.Generic.List[object]]::new()
            $failure = { Sync-MemicFolder $docs -ThrottleLimit 1 | ForEach-Object { $results.Add($_) } } | Should -Throw -ErrorId 'invalid_api_key,Memic.Cmdlets.SyncMemicFolderCommand' -PassThru
            ($results | Where-Object Action -EQ Sent) | Should -HaveCount 1
            $failure.ErrorDetails.Message | Should -BeLike '*Not finished: 3 more files: *'
        }
    }

    Context 'in a script' {
        It 'ends at once with Ctrl+C, and the next run finishes the work' {
            1..30 | ForEach-Object { Write-Doc "$_.md" }
            Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; delay = 60; skip = 2; times = 999 }
            $stopped = Stop-Script 'Sync-MemicFolder $docs -ThrottleLimit 4' -Variable @{ docs = $docs } -When { @(Get-EmulatorRequest -Method PUT).Count -eq 6 }
            # What is not ended goes on for a minute, so that a slow machine is still told from a failure.
            $stopped.Seconds | Should -BeLessThan 20
            $stopped.State | Should -Be Stopped
            $stopped.Errors | Should -BeNullOrEmpty
            $stopped.Later | Should -Be 0
            Clear-EmulatorFault
            $null = Sync-MemicFolder $docs
            Get-Held | Should -HaveCount 32
            Get-Held | Should -BeLike '* ready'
        }

        It 'killed in the middle, is finished by the next run, each file once and whole' {
            1..12 | ForEach-Object { Write-Doc "$_.md" }
            $key = New-EmulatorKey
            $killed = Invoke-Child -Environment @{ MEMIC_API_KEY = $key; DOCS = $docs } 'Import-Module $env:MEMIC_MODULE; Sync-MemicFolder $env:DOCS -ThrottleLimit 2 | ForEach-Object { Stop-Process -Id $PID -Force }'
            $killed.ExitCode | Should -Not -Be 0
            Connect-Emulator @{ ApiKey = $key }
            $null = Sync-MemicFolder $docs
            Get-Held | Should -HaveCount 14
            $history = @(Invoke-Control GET history)
            $there = @($history | Where-Object { -not $_.deletedAt })
            $there | ForEach-Object { $_.statuses[-1].status } | Sort-Object -Unique | Should -Be ready
            $there.contentSha256 | Sort-Object | Should -Be (Get-ChildItem $docs -Recurse -File | Get-FileHash | ForEach-Object { $_.Hash.ToLowerInvariant() } | Sort-Object)
            $history | Where-Object { $_.deletedAt -and $_.statuses.status -contains 'ready' } | Should -BeNullOrEmpty
        }

        It 'shows files done, bytes, rate and time left' {
            1..10 | ForEach-Object { Write-Doc "$_.md" }
            Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; delay = 0.3; times = 99 }
            $shell = New-Shell
            try {
                $null = $shell.AddCommand('Sync-MemicFolder').AddParameter('Path', $docs).AddParameter('ThrottleLimit', 3).Invoke()
                $shown = @($shell.Streams.Progress | Where-Object { $_.ActivityId -eq 0 -and $_.RecordType -eq 'Processing' })
                $shown[-1].Activity | Should -Be 'Sync-MemicFolder'
                $shown.StatusDescription -match '^\d+ of 12 files, \d+ B of 1\d\d B, \d+ B/s$' | Should -Not -BeNullOrEmpty
                @($shown | Where-Object { $_.SecondsRemaining -ge 0 -and $_.PercentComplete -ge 0 }) | Should -Not -BeNullOrEmpty
                @($shell.Streams.Progress | Where-Object ParentActivityId -EQ 0).Activity | Select-Object -First 1 | Should -Match '\.md$'
            }
            finally { Close-Shell $shell }
        }

        It 'ends with Select-Object -First 1' {
            1..30 | ForEach-Object { Write-Doc "$_.md" }
            (Sync-MemicFolder $docs -ThrottleLimit 1 | Select-Object -First 1).Action | Should -Be 'Sent'
            $before = @(Get-EmulatorRequest).Count
            Start-Sleep -Milliseconds 300
            @(Get-EmulatorRequest) | Should -HaveCount $before
        }

        It 'says what it did in verbose and in the last progress record' {
            $shell = New-Shell
            try {
                $null = $shell.AddCommand('Sync-MemicFolder').AddParameter('Path', $docs).AddParameter('Verbose').Invoke()
                $summary = 'Synchronized docs: 2 sent, 0 replaced, 0 removed, 0 unchanged, 0 skipped, 0 failed; 28 bytes in *'
                $shell.Streams.Verbose[-1].Message | Should -BeLike $summary
                $last = $shell.Streams.Progress | Where-Object ActivityId -EQ 0 | Select-Object -Last 1
                $last.RecordType | Should -Be 'Completed'
                $last.StatusDescription | Should -BeLike $summary
            }
            finally { Close-Shell $shell }
        }

        It 'fits into 80 columns' {
            Write-Doc "$('long ' * 12).md"
            Write-Doc empty.md ''
            $table = Sync-MemicFolder $docs -All | Out-String -Width 80
            $table -split '\r?\n' | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
            $table | Should -Match '(?m)^Action +ReferenceId +Reason'
            $table | Should -Match '(?m)^Skipped +docs/empty\.md +file_empty'
        }
    }
}
