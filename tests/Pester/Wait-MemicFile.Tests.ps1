BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
}

Describe 'Wait-MemicFile' {
    BeforeEach { Initialize-Test }

    It 'emits a file that is ready after one request' {
        $id = Add-EmulatorFile @{ name = 'a.md' }
        $file = Wait-MemicFile $id
        $file | Should -BeOfType ([Memic.MemicFile])
        $file.Id, $file.Name, $file.IsReady | Should -Be $id, 'a.md', $true
        (Get-EmulatorRequest).Call | Should -Be "GET /files/$id/status"
    }

    It 'waits until the file is ready' {
        $id = Add-EmulatorFile @{ name = 'a.md'; status = 'parsing_started' }
        $job = Start-Background -Argument "$(Get-EmulatorOrigin)/_emulator", $id {
            while ((Invoke-WebRequest "$($args[0])/requests" -UseBasicParsing).Content -notmatch '"completed": ?true') { Start-Sleep -Milliseconds 20 }
            Invoke-RestMethod -Method Patch "$($args[0])/files/$($args[1])" -UseBasicParsing -Body '{"status":"ready"}'
        }
        try { (Wait-MemicFile $id).Status | Should -Be 'ready' } finally { Wait-Background $job }
        @(Get-EmulatorRequest).Count | Should -BeGreaterThan 1
    }

    It 'ends for an id in another spelling, with the file under the id that was asked for: <Name>' -ForEach @(
        @{ Name = 'capitals'; Spell = { param($id) $id.ToUpperInvariant() } }
        @{ Name = 'braces'; Spell = { param($id) "{$id}" } }
        @{ Name = 'no dashes'; Spell = { param($id) $id.Replace('-', '') } }
    ) {
        $id = Add-EmulatorFile @{ name = 'a.md' }
        $asked = & $Spell $id
        $files = @(Wait-MemicFile $asked -Timeout 5)
        $files.Id | Should -BeExactly $asked
        $files.IsReady | Should -BeTrue
        $others = Add-EmulatorFile (1..3 | ForEach-Object { @{ name = "b$_.md" } })
        @($asked, $others[0], $others[1], $others[2] | Wait-MemicFile -Timeout 5).Count | Should -Be 4
    }

    It 'gives an id that comes twice its outcome each time, with its own path' {
        $id = Add-EmulatorFile @{ name = 'a.md' }
        $files = [pscustomobject]@{ Id = $id; Path = 'one.md' }, [pscustomobject]@{ Id = $id; Path = 'two.md' } | Wait-MemicFile -Timeout 5
        $files.Path | Sort-Object | Should -Be 'one.md', 'two.md'
    }

    It 'ends for an id with a blank as for one that is not there, or as for the one that is meant' {
        $id = Add-EmulatorFile @{ name = 'a.md' }
        $out = @(Wait-MemicFile " $id", "two words" -Timeout 5 -ErrorAction SilentlyContinue -ErrorVariable failures)
        $out.Count + $failures.Count | Should -Be 2
        $failures.FullyQualifiedErrorId | Should -Contain 'file_not_found,Memic.Cmdlets.WaitMemicFileCommand'
        @(Get-EmulatorRequest).Count | Should -BeLessThan 10
    }

    It 'keeps where a file was sent from' {
        $path = Join-Path $TestDrive 'sent.md'
        Set-Content $path 'text'
        ($path | Send-MemicFile | Wait-MemicFile).Path | Should -Be $path
    }

    It 'asks for many with one page of the list' {
        $ids = Add-EmulatorFile (1..40 | ForEach-Object { @{ name = "f$_.md" } })
        $files = $ids | Wait-MemicFile
        $files.Count | Should -Be 40
        $files.Id | Sort-Object | Should -Be ($ids | Sort-Object)
        (Get-EmulatorRequest).Call | Should -Be 'GET /files'
    }

    It 'emits ninety-nine and one error with the reason where one of a hundred fails' {
        $ids = Add-EmulatorFile (1..99 | ForEach-Object { @{ name = "f$_.md" } })
        $bad = Add-EmulatorFile @{ name = 'bad.md'; status = 'embedding_failed'; errorMessage = 'out of paper' }
        $files = $ids + $bad | Wait-MemicFile -ErrorAction SilentlyContinue -ErrorVariable failures
        $files.Count | Should -Be 99
        $failures.FullyQualifiedErrorId | Should -BeExactly 'file_processing_failed,Memic.Cmdlets.WaitMemicFileCommand'
        $failures.CategoryInfo.Category | Should -Be 'InvalidResult'
        $failures.TargetObject | Should -Be $bad
        $failures.Exception.Detail | Should -Match 'out of paper'
        @(Get-EmulatorRequest GET *status).Count | Should -Be 1
    }

    It 'takes the word <_> as still processing' -ForEach 'uploading', 'reviewing_next_year' {
        $id = Add-EmulatorFile @{ name = 'a.md'; status = $_ }
        $failure = Get-Failure { Wait-MemicFile $id -Timeout 0 }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'wait_timeout,Memic.Cmdlets.WaitMemicFileCommand'
        $failure.Exception.Detail | Should -Match $_
    }

    It 'is wait_timeout when -Timeout (<_>) is over' -ForEach 1, '00:00:01', ([timespan]::FromSeconds(1)) {
        $id = Add-EmulatorFile @{ name = 'a.md'; status = 'parsing_started' }
        $failure = Wait-MemicFile $id -Timeout $_ 2>&1
        $failure.FullyQualifiedErrorId | Should -BeExactly 'wait_timeout,Memic.Cmdlets.WaitMemicFileCommand'
        $failure.CategoryInfo.Category | Should -Be 'OperationTimeout'
        $failure.TargetObject | Should -Be $id
    }

    It 'emits what is ready while it waits for the rest' {
        $ids = Add-EmulatorFile @{ name = 'a.md'; status = 'parsing_started' }, @{ name = 'b.md' }
        $out = Wait-MemicFile $ids -Timeout 3 -ErrorAction SilentlyContinue -ErrorVariable failures
        $out.Name | Should -Be 'b.md'
        $failures.TargetObject | Should -Be $ids[0]
    }

    It 'is file_not_found for an unknown id, and emits the others' {
        $ids = Add-EmulatorFile @{ name = 'a.md' }, @{ name = 'b.md' }, @{ name = 'c.md' }
        $none = [guid]::NewGuid().ToString()
        $out = $ids[0], $none, $ids[1], $ids[2] | Wait-MemicFile -ErrorAction SilentlyContinue -ErrorVariable failures
        $out.Name | Sort-Object | Should -Be 'a.md', 'b.md', 'c.md'
        $failures.FullyQualifiedErrorId | Should -BeExactly 'file_not_found,Memic.Cmdlets.WaitMemicFileCommand'
        $failures.TargetObject | Should -Be $none
    }

    It 'takes ids by the property <_>' -ForEach 'Id', 'FileId' {
        $id = Add-EmulatorFile @{ name = 'a.md' }
        ([pscustomobject]@{ $_ = $id; Name = 'x' } | Wait-MemicFile).Id | Should -Be $id
    }

    It 'waits out an outage of the service' {
        $id = Add-EmulatorFile @{ name = 'a.md' }
        Add-EmulatorFault @{ path = '/files/*/status'; status = 503; times = 1 }
        (Wait-MemicFile $id -MaximumRetryCount 0).Id | Should -Be $id
        (Get-EmulatorRequest).status | Should -Be 503, 200
    }

    It 'ends the script with invalid_api_key once, for many ids' {
        Add-EmulatorFault @{ status = 401; times = 99 }
        $failures = Get-Failure { 1..5 | ForEach-Object { [guid]::NewGuid().ToString() } | Wait-MemicFile -MaximumRetryCount 0 }
        $failures | Should -HaveCount 1
        $failures.FullyQualifiedErrorId | Should -BeExactly 'invalid_api_key,Memic.Cmdlets.WaitMemicFileCommand'
    }

    It 'uses the connection of -Connection' {
        $null = Connect-Memic -ApiKey (Get-EmulatorStagingKey) -BaseUri (Get-EmulatorUri) -RateLimit (Get-NoLimit) -Name staging
        Connect-Emulator
        $id = Add-EmulatorFile @{ name = 'a.md'; key = Get-EmulatorStagingKey }
        (Wait-MemicFile $id -Connection staging).Id | Should -Be $id
    }

    It 'asks nothing for no input' {
        @() | Wait-MemicFile | Should -BeNullOrEmpty
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }
}
