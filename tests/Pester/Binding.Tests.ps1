BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator

    function New-Document { param([string] $Name = 'a.md') $path = Join-Path $TestDrive $Name; [IO.File]::WriteAllText($path, 'hello'); $path }

    function Get-Init { Get-EmulatorRequest POST /files/init | ForEach-Object { $_.body | ConvertFrom-Json } }

    # The metadata to the letter, as it was sent.
    function Get-Sent { if ((Get-EmulatorRequest POST /files/init)[-1].body -match '"metadata":(.*)\}$') { $Matches[1] } }
}

Describe 'Metadata' {
    BeforeEach { Initialize-Test; $path = New-Document }

    It 'is taken from an object, to any depth, as ConvertFrom-Json makes it' {
        $null = '[{"Path":"@","Metadata":{"category":"offer","by":{"names":["Ann","Bo"],"n":1}}}]'.Replace('@', $path) | ConvertFrom-Json | Send-MemicFile
        Get-Sent | Should -BeExactly '{"category":"offer","by":{"names":["Ann","Bo"],"n":1}}'
    }

    It 'is taken from JSON text in a CSV made from our own objects' {
        $csv = Join-Path $TestDrive files.csv
        Send-MemicFile $path -Metadata @{ category = 'offer' } | Select-Object Path, Metadata | Export-Csv $csv
        Get-MemicFile | Select-Object @{ n = 'Path'; e = { $path } }, Metadata | Export-Csv $csv
        $null = Import-Csv $csv | Send-MemicFile
        Get-Sent | Should -BeExactly '{"category":"offer"}'
    }

    It 'keeps what Import-Clixml and Import-PowerShellDataFile give' {
        $xml, $data = (Join-Path $TestDrive m.xml), (Join-Path $TestDrive m.psd1)
        [ordered]@{ list = 1, 2; deep = [pscustomobject]@{ x = $true } } | Export-Clixml $xml
        $null = Send-MemicFile $path -Metadata (Import-Clixml $xml)
        Get-Sent | Should -BeExactly '{"list":[1,2],"deep":{"x":true}}'
        Set-Content $data "@{ deep = @{ list = @('a', @{ k = 1 }) } }"
        $null = Send-MemicFile $path -Metadata (Import-PowerShellDataFile $data)
        Get-Sent | Should -BeExactly '{"deep":{"list":["a",{"k":1}]}}'
    }

    It 'sends what a cmdlet returned as what it is: <Name>' -ForEach @(
        @{ Name = 'a date'; Value = { Get-Date -Date ([datetime]::SpecifyKind('2025-03-04T05:06:07', 'Utc')) }; Sent = '"2025-03-04T05:06:07Z"' }
        @{ Name = 'a boolean'; Value = { Test-Path / }; Sent = 'true' }
        @{ Name = 'a number'; Value = { Get-Random -Minimum 7 -Maximum 8 }; Sent = '7' }
        @{ Name = 'a list'; Value = { Write-Output 1 2 }; Sent = '[1,2]' }
        @{ Name = 'a single'; Value = { [single]0.1 }; Sent = '0.1' }
        @{ Name = 'a large number'; Value = { 12345678901234567890 }; Sent = '12345678901234567890' }
        @{ Name = 'a bigint'; Value = { [bigint]::Parse('123456789012345678901234567890') }; Sent = '123456789012345678901234567890' }
        @{ Name = 'a decimal'; Value = { 1.10d }; Sent = '1.10' }
        @{ Name = 'a day'; Value = { [DateOnly]::new(2025, 3, 4) }; Sent = '"2025-03-04"' }
        @{ Name = 'a time'; Value = { [TimeOnly]::new(5, 6, 7) }; Sent = '"05:06:07"' }
        @{ Name = 'an address'; Value = { [uri]'https://memic.example/a' }; Sent = '"https://memic.example/a"' }
        @{ Name = 'a word of an enumeration'; Value = { [DayOfWeek]::Monday }; Sent = '"Monday"' }
        @{ Name = 'a switch'; Value = { [switch]$true }; Sent = 'true' }
    ) {
        $null = Send-MemicFile $path -Metadata @{ v = & $Value }
        Get-Sent | Should -BeExactly "{`"v`":$Sent}"
    }

    It 'takes a local date as the moment that it means' {
        $date = Get-Date
        $null = Send-MemicFile $path -Metadata @{ v = $date }
        # Not by ConvertFrom-Json, which makes a date of it in a way of its own.
        [datetimeoffset]::Parse(((Get-Sent) -replace '^\{"v":"|"\}$').Replace('\u002B', '+')) | Should -Be ([datetimeoffset]$date)
    }

    It 'is invalid_input naming the key for <Name>' -ForEach @(
        @{ Name = 'xml'; Value = { [xml]'<a/>' } }
        @{ Name = 'a process'; Value = { Get-Process -Id $PID } }
        @{ Name = 'no number'; Value = { [double]::NaN } }
    ) {
        $failure = Get-Failure { Send-MemicFile $path -Metadata @{ deep = @{ bad = & $Value } } }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'invalid_input,Memic.Cmdlets.SendMemicFileCommand'
        $failure.ErrorDetails.Message | Should -Match "'deep\.bad'"
        $failure.TargetObject | Should -Be $path
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'is an error about that input where it is none, and the others go on: <_>' -ForEach '42', '[1]', 'offer', '$true' {
        $value = if ($_ -eq '$true') { $true } elseif ($_ -eq '42') { 42 } else { $_ }
        $out = [pscustomobject]@{ Path = $path; Metadata = $value }, [pscustomobject]@{ Path = New-Document b.md; Metadata = $null } |
            Send-MemicFile -ErrorAction SilentlyContinue -ErrorVariable failures
        $out.Name | Should -Be 'b.md'
        $failures.FullyQualifiedErrorId | Should -Be 'invalid_input,Memic.Cmdlets.SendMemicFileCommand'
        $failures.TargetObject | Should -Be $path
        $failures.Exception.Detail | Should -Match '^Metadata'
        $failures.ErrorDetails.Message | Should -Match "^$([regex]::Escape($path)): Metadata"
    }

    It 'says nothing as an empty cell' {
        $null = [pscustomobject]@{ Path = $path; Metadata = '' } | Send-MemicFile
        (Get-Init).metadata | Should -BeNullOrEmpty
    }
}

Describe 'What comes by property name and does not fit' {
    BeforeEach { Initialize-Test; $path = New-Document; $id = Add-EmulatorFile @{ name = 'x.md' } }

    It 'is invalid_input for <Cmdlet> and its <Property>' -ForEach @(
        @{ Cmdlet = 'Send-MemicFile'; Property = 'ReferenceId'; Rest = 'Path' }
        @{ Cmdlet = 'Send-MemicFile'; Property = 'FolderId'; Rest = 'Path' }
        @{ Cmdlet = 'Send-MemicFile'; Property = 'MimeType'; Rest = 'Path' }
        @{ Cmdlet = 'Get-MemicPrompt'; Property = 'Name' }
        @{ Cmdlet = 'Get-MemicPrompt'; Property = 'Variable'; Rest = 'Name' }
        @{ Cmdlet = 'Get-MemicFileStatus'; Property = 'Id' }
        @{ Cmdlet = 'Get-MemicFileStatus'; Property = 'FileId' }
        @{ Cmdlet = 'Wait-MemicFile'; Property = 'Id' }
        @{ Cmdlet = 'Remove-MemicFile'; Property = 'Id' }
        @{ Cmdlet = 'Get-MemicFile'; Property = 'Name' }
        @{ Cmdlet = 'Get-MemicFile'; Property = 'ReferenceId' }
        @{ Cmdlet = 'Get-MemicProject'; Property = 'Name' }
        @{ Cmdlet = 'Get-MemicErrorCode'; Property = 'Code' }
        @{ Cmdlet = 'Get-MemicConnection'; Property = 'Name' }
        @{ Cmdlet = 'Search-MemicContent'; Property = 'Query' }
        @{ Cmdlet = 'Search-MemicContent'; Property = 'ReferenceId'; Rest = 'Query' }
        @{ Cmdlet = 'Search-MemicContent'; Property = 'FileId'; Rest = 'Query' }
        @{ Cmdlet = 'Invoke-MemicChat'; Property = 'Question' }
        @{ Cmdlet = 'Invoke-MemicChat'; Property = 'FileId'; Rest = 'Question' }
    ) {
        $value = if ($Property -eq 'Variable') { 42 } elseif ($Property -in 'ReferenceId', 'FolderId', 'MimeType' -and $Cmdlet -eq 'Send-MemicFile') { @('a', 'b') } else { @{ k = 1 } }
        $row = [pscustomobject]@{ $Property = $value }
        if ($Rest) { $row | Add-Member $Rest $(if ($Rest -eq 'Path') { $path } else { 'why?' }) }
        $failure = Get-Failure { $row | & $Cmdlet }
        @($failure).Count | Should -Be 1
        $failure.FullyQualifiedErrorId | Should -BeExactly "invalid_input,$((Get-Command $Cmdlet).ImplementingType.FullName)"
        $failure.Exception.Detail | Should -Match $(if ($Property -eq 'FileId' -and $Cmdlet -eq 'Get-MemicFileStatus') { 'Id' } else { $Property })
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'does not keep the other inputs from being done' {
        $out = [pscustomobject]@{ Path = $path; ReferenceId = 'a', 'b' }, [pscustomobject]@{ Path = New-Document b.md; ReferenceId = 'c' } | Send-MemicFile -ErrorAction SilentlyContinue -ErrorVariable failures
        $out.ReferenceId | Should -Be 'c'
        $failures.TargetObject | Should -Be $path
    }

    It 'is the value where only one is in a list' {
        $null = [pscustomobject]@{ Path = $path; ReferenceId = @('a') } | Send-MemicFile
        (Get-Init).reference_id | Should -Be 'a'
    }
}

Describe 'An input that names no file' {
    BeforeEach { Initialize-Test; $path = New-Document }

    It 'is invalid_input with its reason: <Name>' -ForEach @(
        @{ Name = 'an empty path'; Row = { [pscustomobject]@{ Path = ''; ReferenceId = 'r' } }; Says = 'path is empty' }
        @{ Name = 'Path and FullName together'; Row = { [pscustomobject]@{ Path = $path; FullName = $path } }; Says = 'both a Path and a FullName' }
        @{ Name = 'a hashtable'; Row = { @{ Path = $path } }; Says = 'hashtable' }
        @{ Name = 'an unknown column'; Row = { [pscustomobject]@{ File = $path } }; Says = 'no property Path, FullName or LiteralPath; it has File' }
    ) {
        $failure = Get-Failure { & $Row | Send-MemicFile }
        @($failure).Count | Should -Be 1
        $failure.FullyQualifiedErrorId | Should -BeExactly 'invalid_input,Memic.Cmdlets.SendMemicFileCommand'
        $failure.Exception.Detail | Should -Match $Says
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'leaves the others to be sent' {
        $out = [pscustomobject]@{ Path = '' }, [pscustomobject]@{ Path = $path } | Send-MemicFile -ErrorAction SilentlyContinue -ErrorVariable failures
        $out.Name | Should -Be 'a.md'
        @($failures).Count | Should -Be 1
    }
}

Describe 'An empty cell' {
    BeforeEach { Initialize-Test; $id = Add-EmulatorFile @{ name = 'x.md'; referenceId = 'r' } }

    It 'filters nothing in Get-MemicFile' {
        ([pscustomobject]@{ Name = 'x.md'; ReferenceId = '' } | Get-MemicFile).Name | Should -Be 'x.md'
        ([pscustomobject]@{ Name = ''; ReferenceId = 'r' } | Get-MemicFile).Name | Should -Be 'x.md'
    }

    It 'never means every file, which something may delete: a row that says nothing is invalid_input' {
        $failure = Get-Failure { [pscustomobject]@{ Name = ''; ReferenceId = '' } | Get-MemicFile }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'invalid_input,Memic.Cmdlets.GetMemicFileCommand'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'is not sent by <Cmdlet>' -ForEach @(
        @{ Cmdlet = 'Search-MemicContent'; Text = 'Query' }
        @{ Cmdlet = 'Invoke-MemicChat'; Text = 'Question' }
    ) {
        $null = [pscustomobject]@{ $Text = 'hello'; ReferenceId = ''; FileId = '' } | & $Cmdlet
        (Get-EmulatorRequest POST).body | Should -Not -Match 'reference_id|file_ids'
    }

    It 'is invalid_input where an id is needed: <_>' -ForEach 'Get-MemicFileStatus', 'Wait-MemicFile', 'Remove-MemicFile' {
        $failure = Get-Failure { [pscustomobject]@{ Id = '' } | & $_ }
        $failure.FullyQualifiedErrorId | Should -Match '^invalid_input,'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'leaves a prompt without values as it is' {
        Set-EmulatorPrompt brief @{ body = '{{ topic }}' }
        ([pscustomobject]@{ Name = 'brief'; Variable = '' } | Get-MemicPrompt).Body | Should -Be '{{ topic }}'
    }
}

Describe 'Variables of a prompt' {
    BeforeEach { Initialize-Test; Set-EmulatorPrompt brief @{ body = '{{ topic }}' } }

    It 'are taken from an object and from JSON text' {
        '{"Name":"brief","Variable":{"topic":"Q3"}}' | ConvertFrom-Json | Get-MemicPrompt | Should -BeExactly 'Q3'
        [pscustomobject]@{ Name = 'brief'; Variable = '{"topic":"Q4"}' } | Get-MemicPrompt | Should -BeExactly 'Q4'
    }

    It 'are invalid_input naming the key where a value is no text' {
        (Get-Failure { Get-MemicPrompt brief @{ topic = @{ a = 1 } } }).Exception.Detail | Should -Match "'topic'"
    }
}
