BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator

    function New-Document {
        param([string[]] $Name, [string] $Text = 'hello')
        foreach ($leaf in $Name) {
            $path = Join-Path $TestDrive $leaf
            $null = New-Item -ItemType Directory -Force ([IO.Path]::GetDirectoryName($path))
            [IO.File]::WriteAllText($path, $Text)
            $path
        }
    }
}

Describe 'An upload that meets what can go wrong' {
    BeforeEach {
        Initialize-Test
        Get-ChildItem $TestDrive | Remove-Item -Recurse -Force
    }

    It 'is <Id> for <Name>' -ForEach @(
        @{ Name = 'a.exe'; Id = 'invalid_file_type'; Category = 'InvalidArgument'; Status = 400 }
        @{ Name = 'big.md'; Id = 'file_too_large'; Category = 'LimitsExceeded'; Status = 413 }
    ) {
        Set-EmulatorOption @{ maxFileSize = 10 }
        $path = New-Document $Name ('x' * 11)
        if ($Id -ne 'file_too_large') { Set-EmulatorOption @{ maxFileSize = 1000 } }
        $failure = Get-Failure { Send-MemicFile $path }
        $failure.FullyQualifiedErrorId | Should -BeExactly "$Id,Memic.Cmdlets.SendMemicFileCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.Exception.StatusCode | Should -Be $Status
        $failure.TargetObject | Should -Be $path
        @(Get-EmulatorRequest).Count | Should -Be 1
    }

    It 'is storage_rejected when storage refuses again after a new URL' {
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; kind = 'expireUrl'; times = 99 }
        $path = New-Document a.md
        $failure = Get-Failure { Send-MemicFile $path }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'storage_rejected,Memic.Cmdlets.SendMemicFileCommand'
        $failure.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        $failure.Exception.StatusCode | Should -Be 403
        $failure.Exception.Method | Should -Be 'PUT'
        $failure.Exception.Uri.Query | Should -BeNullOrEmpty
        @(Get-EmulatorRequest POST /files/init).Count | Should -Be 2
        Get-EmulatorRequest POST *confirm | Should -BeNullOrEmpty
    }

    It 'asks once for a new URL where the first has expired' {
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; kind = 'expireUrl' }
        (Send-MemicFile (New-Document a.md)).Name | Should -Be 'a.md'
        @(Get-EmulatorRequest POST /files/init).Count | Should -Be 2
        @(Get-EmulatorRequest POST *confirm).Count | Should -Be 1
    }

    It 'is upload_interrupted when the upload keeps breaking off' {
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; kind = 'reset'; times = 99 }
        $path = New-Document a.md
        $failure = Get-Failure { Send-MemicFile $path -MaximumRetryCount 1 }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'upload_interrupted,Memic.Cmdlets.SendMemicFileCommand'
        $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        $failure.Exception.Attempts | Should -Be 2
    }

    It 'begins an upload that broke off again from its first byte, with the same URL' {
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; kind = 'abortAfterBytes'; bytes = 100000 }
        $path = New-Document a.md ('x' * 500000)
        (Send-MemicFile $path).Size | Should -Be 500000
        $puts = Get-EmulatorRequest PUT
        $puts[0].query | Should -Be $puts[1].query
        $puts[1].bodySha256 | Should -Be (Get-FileHash $path).Hash.ToLower()
        @(Get-EmulatorRequest POST /files/init).Count | Should -Be 1
    }

    It 'sends x-ms-blob-type where storage is Azure''s' {
        Set-EmulatorOption @{ storage = 'azure' }
        (Send-MemicFile (New-Document a.md)).Name | Should -Be 'a.md'
        (Get-EmulatorRequest PUT).headers.'x-ms-blob-type' | Should -Be 'BlockBlob'
    }

    It 'does not confirm again when only the reply was lost' {
        Add-EmulatorFault @{ path = '*/confirm'; kind = 'lostReply' }
        (Send-MemicFile (New-Document a.md)).Name | Should -Be 'a.md'
        @(Get-EmulatorRequest POST *confirm).Count | Should -Be 1
    }

    It 'confirms again when the confirmation itself was lost' {
        Add-EmulatorFault @{ path = '*/confirm'; kind = 'reset' }
        $file = Send-MemicFile (New-Document a.md)
        $file.Name | Should -Be 'a.md'
        @(Get-EmulatorRequest POST *confirm).Count | Should -Be 2
        @(Get-EmulatorRequest PUT).Count | Should -Be 1
    }

    It 'is file_changed for a file that grows while it is sent, and does not confirm it' {
        $path = New-Document a.md ('x' * 1000)
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; delay = 2 }
        # It grows once storage has been asked to take it.
        $job = Start-Background -Argument $path, "$(Get-EmulatorOrigin)/_emulator/requests" {
            while ((Invoke-WebRequest $args[1] -UseBasicParsing).Content -notmatch '"PUT"') { Start-Sleep -Milliseconds 20 }
            [IO.File]::AppendAllText($args[0], 'more')
        }
        try { $failure = Get-Failure { Send-MemicFile $path } } finally { Wait-Background $job }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'file_changed,Memic.Cmdlets.SendMemicFileCommand'
        Get-EmulatorRequest POST *confirm | Should -BeNullOrEmpty
    }

    It 'is file_changed for a link whose file is written anew with the same length, or replaced by another one: <Name>' -Skip:$IsWindows -ForEach @(
        @{ Name = 'written'; Change = { param($path) [IO.File]::WriteAllText($path, 'y' * 1000) } }
        @{ Name = 'replaced'; Change = { param($path) [IO.File]::WriteAllText("$path.new", 'y' * 1000); [IO.File]::Move("$path.new", $path, $true) } }
    ) {
        $path = New-Document real.md ('x' * 1000)
        $link = (New-Item -Force -ItemType SymbolicLink -Path (Join-Path $TestDrive link.md) -Target $path).FullName
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; delay = 2 }
        $job = Start-Background -Argument $path, "$(Get-EmulatorOrigin)/_emulator/requests", "$Change" {
            while ((Invoke-WebRequest $args[1] -UseBasicParsing).Content -notmatch '"PUT"') { Start-Sleep -Milliseconds 20 }
            & ([scriptblock]::Create($args[2])) $args[0]
        }
        try { $failure = Get-Failure { Send-MemicFile $link } } finally { Wait-Background $job }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'file_changed,Memic.Cmdlets.SendMemicFileCommand'
        Get-EmulatorRequest POST *confirm | Should -BeNullOrEmpty
    }

    It 'never puts a file to another one''s address, whatever letters its own has' {
        $first = Send-MemicFile (New-Document first.md 'first')
        $origin = Get-EmulatorOrigin
        Add-EmulatorFault @{ path = '/files/init'; status = 201; body = "{`"file_id`":`"f-2`",`"upload_url`":`"$origin/storage/$([char]0xfc)aaaa b.md?sig=a%2Bb`"}" }
        $failure = Get-Failure { Send-MemicFile (New-Document second.md 'second') }
        $failure.FullyQualifiedErrorId | Should -Match '^(storage_rejected|invalid_response|upload_interrupted),'
        $puts = @(Get-EmulatorRequest PUT)
        $puts.Count | Should -BeGreaterThan 1
        @($puts | Where-Object path -EQ $puts[0].path).Count | Should -Be 1
        $puts[1].path | Should -Match 'aaaa(%20| )b\.md$'
        (Get-MemicFileStatus $first.Id).Size | Should -Be 5
    }

    It 'confirms again with the guide''s words, in which a file that was not confirmed is pending: <Name>' -ForEach @(
        @{ Name = 'after 503'; Fault = @{ status = 503 }; Confirms = 2 }
        @{ Name = 'after a lost confirmation'; Fault = @{ kind = 'reset' }; Confirms = 2 }
    ) {
        Set-EmulatorOption @{ statusVocabulary = 'guide' }
        $Fault.path = '/files/*/confirm'
        Add-EmulatorFault $Fault
        $file = Send-MemicFile (New-Document a.md) -Wait -Timeout 30
        $file.IsReady | Should -BeTrue
        @(Get-EmulatorRequest POST *confirm).Count | Should -Be $Confirms
        @(Get-EmulatorRequest PUT).Count | Should -Be 1
    }

    It 'sees that storage refuses a large file before it has read it: <Status>' -ForEach @(
        @{ Status = 413; Inits = 1; Code = 'storage_rejected' }
        @{ Status = 403; Inits = 2; Code = $null }
    ) {
        $path = Join-Path $TestDrive large.md
        [IO.File]::WriteAllBytes($path, [byte[]]::new(30MB))
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; kind = 'respondEarlyAndClose'; status = $Status }
        $failure = Get-Failure { $script:sent = Send-MemicFile $path }
        if ($Code) { $failure.FullyQualifiedErrorId | Should -BeExactly "$Code,Memic.Cmdlets.SendMemicFileCommand" } else { $failure | Should -BeNullOrEmpty }
        @(Get-EmulatorRequest POST /files/init).Count | Should -Be $Inits
        @(Get-EmulatorRequest PUT).Count | Should -Be $Inits
    }

    It 'is not_a_file at once for a pipe that nobody writes to, and the others are sent' -Skip:$IsWindows {
        $pipe = Join-Path $TestDrive pipe.md
        mkfifo $pipe
        $out = Get-Item $pipe, (New-Document a.md) | Send-MemicFile -ErrorAction SilentlyContinue -ErrorVariable failures
        $out.Name | Should -Be 'a.md'
        $failures.FullyQualifiedErrorId | Should -BeExactly 'not_a_file,Memic.Cmdlets.SendMemicFileCommand'
    }

    It 'does not call a device empty' -Skip:(-not $IsLinux) {
        $failure = Get-Failure { Send-MemicFile /dev/null }
        $failure.FullyQualifiedErrorId | Should -Match '^(file_empty|not_a_file),'
        "$failure" | Should -Not -Match 'is empty'
        "$failure" | Should -Match 'length of 0 bytes|device'
    }

    It 'is rate_limit_exceeded at once where Retry-After is beyond the maximum delay' {
        Add-EmulatorFault @{ path = '/files/init'; status = 429; retryAfter = '3600'; times = 99 }
        $path = New-Document a.md
        $failure = Get-Failure { Send-MemicFile $path }
        @(Get-EmulatorRequest).Count | Should -Be 1
        $failure.FullyQualifiedErrorId | Should -BeExactly 'rate_limit_exceeded,Memic.Cmdlets.SendMemicFileCommand'
        $failure.CategoryInfo.Category | Should -Be 'QuotaExceeded'
        $failure.Exception.RetryAfter | Should -Be ([timespan]::FromHours(1))
    }
}
