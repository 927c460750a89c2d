BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
}

Describe 'Get-MemicFileStatus with a file from the pipeline' {
    It 'keeps the path that it was sent from' {
        Initialize-Test
        $path = Join-Path $TestDrive 'sent.md'
        Set-Content $path 'text'
        (Send-MemicFile $path | Get-MemicFileStatus).Path | Should -Be $path
        $id = Add-EmulatorFile @{ name = 'other.md' }
        ([pscustomobject]@{ FileId = $id; Path = 'elsewhere/other.md' } | Get-MemicFileStatus).Path | Should -Be 'elsewhere/other.md'
        (Get-MemicFileStatus $id).Path | Should -BeNullOrEmpty
    }
}

Describe 'Get-MemicFileStatus' {
    BeforeEach { Initialize-Test }

    It 'asks for the status of an id and emits one MemicFile' {
        $id = Add-EmulatorFile @{ name = 'a.md'; text = 'hello'; referenceId = 'r-1'; metadata = @{ team = 'legal' } }
        $file = Get-MemicFileStatus $id
        $file | Should -BeOfType ([Memic.MemicFile])
        $file.Id, $file.Name, $file.Status, $file.ReferenceId, $file.Metadata['team'] | Should -Be $id, 'a.md', 'ready', 'r-1', 'legal'
        (Get-EmulatorRequest).Call | Should -Be "GET /files/$id/status"
    }

    It 'tells whether the file is <State> of the word <Status>' -ForEach @(
        @{ Status = 'ready'; State = 'Ready'; IsReady = $true; IsFailed = $false }
        @{ Status = 'READY'; State = 'Ready'; IsReady = $true; IsFailed = $false }
        @{ Status = 'failed'; State = 'Failed'; IsReady = $false; IsFailed = $true }
        @{ Status = 'parsing_failed'; State = 'Failed'; IsReady = $false; IsFailed = $true }
        @{ Status = 'embedding_started'; State = 'Processing'; IsReady = $false; IsFailed = $false }
        @{ Status = 'word_of_next_year'; State = 'Processing'; IsReady = $false; IsFailed = $false }
    ) {
        $id = Add-EmulatorFile @{ name = 'a.md'; status = $Status }
        $file = Get-MemicFileStatus $id
        $file.Status | Should -BeExactly $Status
        "$($file.State)", $file.IsReady, $file.IsFailed | Should -Be $State, $IsReady, $IsFailed
    }

    It 'tells why a file failed' {
        $id = Add-EmulatorFile @{ name = 'a.md'; status = 'parsing_failed'; errorMessage = 'page 3 is broken' }
        (Get-MemicFileStatus $id).ErrorMessage | Should -Be 'page 3 is broken'
    }

    It 'gives times in UTC' {
        $id = Add-EmulatorFile @{ name = 'a.md'; createdAt = '2026-01-02T03:04:05Z' }
        $created = (Get-MemicFileStatus $id).CreatedAt
        $created.Kind | Should -Be 'Utc'
        $created | Should -Be ([datetime]::new(2026, 1, 2, 3, 4, 5))
    }

    It 'keeps the order of the ids' {
        $ids = Add-EmulatorFile @{ name = 'a.md' }, @{ name = 'b.md' }, @{ name = 'c.md' }
        (Get-MemicFileStatus -Id $ids[2], $ids[0], $ids[1]).Id | Should -Be $ids[2], $ids[0], $ids[1]
    }

    It 'asks for several at once where ids come quickly, never for more than eight, and keeps their order' {
        $ids = Add-EmulatorFile @(1..20 | ForEach-Object { @{ name = "$_.md" } })
        Add-EmulatorFault @{ path = '/files/*/status'; delay = 0.2; times = 100 }
        ($ids | Get-MemicFileStatus).Id | Should -Be $ids
        Measure-Overlap (Get-EmulatorRequest GET '/files/*/status') | Should -BeIn (2..8)
    }

    It 'asks for one at a time, and emits it at once, where ids come slowly' {
        $ids = Add-EmulatorFile @{ name = 'a.md' }, @{ name = 'b.md' }, @{ name = 'c.md' }
        $emitted, $before = [System.Collections.ArrayList]::new(), [System.Collections.ArrayList]::new()
        $ids | ForEach-Object { $null = $before.Add($emitted.Count); Start-Sleep -Milliseconds 200; $_ } | Get-MemicFileStatus | ForEach-Object { $null = $emitted.Add($_.Id) }
        $before | Should -Be 0, 1, 2
        $emitted | Should -Be $ids
    }

    It 'asks for nothing more once the first is enough' {
        $ids = Add-EmulatorFile @(1..20 | ForEach-Object { @{ name = "$_.md" } })
        ($ids | Get-MemicFileStatus | Select-Object -First 1).Id | Should -Be $ids[0]
        (Get-EmulatorRequest).Call | Should -Be "GET /files/$($ids[0])/status"
    }

    It 'writes an error in the place of its input' {
        $ids = Add-EmulatorFile @{ name = 'a.md' }, @{ name = 'b.md' }, @{ name = 'c.md' }
        Add-EmulatorFault @{ path = '/files/*/status'; delay = 0.2; times = 100 }
        $out = $ids[0], 'nope', $ids[1], '', $ids[2] | Get-MemicFileStatus 2>&1
        $out | ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { $_.FullyQualifiedErrorId.Split(',')[0] } else { $_.Name } } |
            Should -Be 'a.md', 'file_not_found', 'b.md', 'invalid_input', 'c.md'
    }

    It 'takes ids from the pipeline by value' {
        $ids = Add-EmulatorFile @{ name = 'a.md' }, @{ name = 'b.md' }
        ($ids | Get-MemicFileStatus).Name | Should -Be 'a.md', 'b.md'
    }

    It 'takes ids from the pipeline by the property <_>' -ForEach 'Id', 'FileId' {
        $id = Add-EmulatorFile @{ name = 'a.md' }
        ([pscustomobject]@{ $_ = $id; Name = 'other' } | Get-MemicFileStatus).Id | Should -Be $id
    }

    It 'takes its own output again, by the id and not by the name' {
        $id = Add-EmulatorFile @{ name = 'a.md' }
        (Get-MemicFileStatus $id | Get-MemicFileStatus).Id | Should -Be $id
        (Get-EmulatorRequest).Call | Should -Be (@("GET /files/$id/status") * 2)
    }

    It 'is file_not_found for an unknown id, which is the target' {
        $failure = Get-Failure { Get-MemicFileStatus nope }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'file_not_found,Memic.Cmdlets.GetMemicFileStatusCommand'
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure.TargetObject | Should -BeExactly 'nope'
    }

    It 'goes on after an id that does not exist' {
        $ids = Add-EmulatorFile @{ name = 'a.md' }, @{ name = 'b.md' }
        $out = $ids[0], 'nope', $ids[1] | Get-MemicFileStatus -ErrorAction SilentlyContinue -ErrorVariable failures
        $out.Id | Should -Be $ids
        $failures.TargetObject | Should -Be 'nope'
    }

    It 'escapes what is in an id, so that it cannot reach another address' {
        $null = Get-Failure { Get-MemicFileStatus '../prompts/a b?c#d%2F' }
        (Get-EmulatorRequest).Call | Should -BeExactly 'GET /files/..%2Fprompts%2Fa%20b%3Fc%23d%252F/status'
    }

    It 'asks nothing for the id <_>, which would be another address' -ForEach '.', '..' {
        $id = $_
        $failure = Get-Failure { Get-MemicFileStatus $id }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'invalid_input,Memic.Cmdlets.GetMemicFileStatusCommand'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'refuses an empty id before anything is asked' {
        (Get-Failure { Get-MemicFileStatus '' }).FullyQualifiedErrorId | Should -BeExactly 'invalid_input,Memic.Cmdlets.GetMemicFileStatusCommand'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'uses the connection of -Connection, by name and as an object' {
        $staging = Connect-Memic -ApiKey (Get-EmulatorStagingKey) -BaseUri (Get-EmulatorUri) -Name staging -PassThru
        Connect-Emulator
        $id = Add-EmulatorFile @{ name = 'a.md'; key = Get-EmulatorStagingKey }
        (Get-MemicFileStatus $id -Connection staging).Id | Should -Be $id
        (Get-MemicFileStatus $id -Connection $staging).Id | Should -Be $id
        (Get-EmulatorRequest).key | Should -Be (@(Get-EmulatorStagingKey) * 2)
    }

    It 'repeats as often as -MaximumRetryCount says' {
        Add-EmulatorFault @{ path = '/files/*'; status = 503; times = 99 }
        $failure = Get-Failure { Get-MemicFileStatus some -MaximumRetryCount 0 }
        $failure.Exception.Attempts | Should -Be 1
        @(Get-EmulatorRequest).Count | Should -Be 1
    }

    It 'recovers when a repeat succeeds' {
        $id = Add-EmulatorFile @{ name = 'a.md' }
        Add-EmulatorFault @{ path = '/files/*'; status = 503 }
        (Get-MemicFileStatus $id).Id | Should -Be $id
        (Get-EmulatorRequest).status | Should -Be 503, 200
    }
}
