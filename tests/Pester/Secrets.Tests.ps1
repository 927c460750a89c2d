BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator

    # What signs the upload URLs, from what the emulator saw, as sent and unescaped.
    function Get-Signature {
        foreach ($put in Get-EmulatorRequest PUT) {
            if ($put.query -notmatch '(?:^|&)(?:sig|signature)=([^&]{20,})') { throw 'The upload was not signed.' }
            $signature = $Matches[1]
            $signature
            [uri]::UnescapeDataString($signature)
        }
    }

    function Assert-Clean {
        param([string] $Text, [string] $Key)
        $Text | Should -Not -BeNullOrEmpty
        $Text.Contains($Key) | Should -BeFalse -Because 'the key must not be seen'
        foreach ($signature in Get-Signature) { $Text.Contains($signature) | Should -BeFalse -Because 'the signature of an upload must not be seen' }
        $Text | Should -Not -Match '[?&](sig|signature)='
    }

    # Everything that a record can be made to say.
    function Get-AllText {
        param($Record)
        $file = Join-Path $TestDrive all.xml
        @($Record) | Export-Clixml $file -Depth 2
        ($Record | Format-List * -Force | Out-String -Width 5000) + ($Record | Out-String -Width 5000) + (Get-Content -Raw $file)
    }

    $path = Join-Path $TestDrive a.md
    Set-Content $path 'hello'
}

Describe 'The key and the signature of an upload' {
    BeforeEach {
        Initialize-Test
        Get-MemicConnection | Disconnect-Memic
        $key = New-EmulatorKey
        $uri = Get-EmulatorUri
    }

    It 'are in none of the six streams, with verbose and debug on, with <_> storage' -ForEach 'plain', 'azure' {
        Set-EmulatorOption @{ storage = $_ }
        $out = & {
            $VerbosePreference = $DebugPreference = 'Continue'
            Connect-Memic -ApiKey $key -BaseUri $uri -PassThru
            Send-MemicFile $path -Wait
            Get-MemicFileStatus nope
            Get-MemicPrompt summarizer
            Get-MemicContext
        } *>&1
        $text = $out | Out-String -Width 5000
        $text | Should -Match 'POST /files/init'
        $text | Should -Match 'PUT '
        $text | Should -Match 'X-API-Key: \(redacted\)'
        Assert-Clean $text $key
        Assert-Clean (Get-AllText $out) $key
    }

    It 'are in no stream when an upload is refused, breaks off, or its URL expires: <Kind>' -ForEach @(
        @{ Kind = 'expireUrl' }, @{ Kind = 'reset' }, @{ Kind = 'abortAfterBytes' }, @{ Kind = 'cutBody' }
    ) {
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; kind = $Kind; times = 99 }
        Set-EmulatorOption @{ storage = 'azure' }
        $out = & {
            $VerbosePreference = $DebugPreference = 'Continue'
            Connect-Memic -ApiKey $key -BaseUri $uri
            Send-MemicFile $path -MaximumRetryCount 0 -ErrorVariable failures
        } *>&1
        Assert-Clean (Get-AllText $out) $key
        Assert-Clean (Get-AllText $Error) $key
    }

    It 'are not shown when the service repeats them in its detail' {
        Connect-Memic -ApiKey $key -BaseUri $uri
        Add-EmulatorFault @{ path = '/files/x/status'; status = 403; code = "no_$key"; detail = "The key $key is no good, try https://store.example/x?sig=abcdef0123&se=1 instead" }
        $out = & { $VerbosePreference = $DebugPreference = 'Continue'; Get-MemicFileStatus x } *>&1
        $text = Get-AllText $out
        $text | Should -Match 'is no good'
        $text | Should -Not -Match 'abcdef0123'
        Assert-Clean $text $key
        Assert-Clean (Get-AllText $Error) $key
    }

    It 'are not shown when storage repeats the URL in its refusal' {
        Connect-Memic -ApiKey $key -BaseUri $uri
        $null = Send-MemicFile $path
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; status = 400; contentType = 'application/xml'; body = "<Error><Code>Bad</Code><Message>in $uri/x?sv=1&amp;sig=abcdef0123 and sig=fedcba3210</Message></Error>"; times = 9 }
        $out = & { $VerbosePreference = $DebugPreference = 'Continue'; Send-MemicFile $path -MaximumRetryCount 0 } *>&1
        $text = Get-AllText $out
        $text | Should -Match 'storage_rejected'
        $text | Should -Not -Match 'abcdef0123|fedcba3210'
        Assert-Clean $text $key
    }

    It 'are not in $Error after every kind of failure, whatever is asked of it' {
        Connect-Memic -ApiKey $key -BaseUri $uri
        Add-EmulatorFault @{ path = '/prompts/*'; status = 500; times = 9 }
        foreach ($script in { Get-MemicFileStatus nope }, { Get-MemicPrompt x -MaximumRetryCount 0 }, { Send-MemicFile none.md }, { Send-MemicFile $path -ReferenceId ('x' * 300) }) {
            & $script 2>$null
        }
        $Error.Count | Should -Be 4
        Assert-Clean (Get-AllText $Error) $key
        Assert-Clean ($Error | ConvertTo-Json -Depth 2 -WarningAction SilentlyContinue) $key
        if (Get-Command Get-Error -ErrorAction Ignore) { Assert-Clean ($Error | Get-Error | Out-String -Width 5000) $key }
    }

    It 'are not in the error of Connect-Memic, nor in the invocation that it carries: <Name>' -ForEach @(
        @{ Name = 'a text that is refused'; As = { $args[0] } }
        @{ Name = 'a SecureString that is refused'; As = { ConvertTo-SecureString $args[0] -AsPlainText -Force } }
        @{ Name = 'a credential that is refused'; As = { [pscredential]::new('u', (ConvertTo-SecureString $args[0] -AsPlainText -Force)) } }
    ) {
        Add-EmulatorFault @{ path = '/me'; status = 401 }
        $given = & $As $key
        try { Connect-Memic -ApiKey $given -BaseUri $uri } catch { $caught = $_ }
        Assert-Clean (Get-AllText $caught) $key
        Assert-Clean (Get-AllText $caught.InvocationInfo) $key
        Assert-Clean (Get-AllText $caught.InvocationInfo.BoundParameters) $key
        if (Get-Command Get-Error -ErrorAction Ignore) { Assert-Clean ($caught | Get-Error | Out-String -Width 5000) $key }
    }

    It 'are not in the error of a parameter beside the key that cannot be bound' {
        foreach ($with in @{ MaximumRetryCount = 1000 }, @{ BaseUri = @(1, 2) }, @{ RateLimit = 'x' }) {
            $caught = try { Connect-Memic -ApiKey $key @with } catch { $_ }
            $caught | Should -Not -BeNullOrEmpty
            Assert-Clean ("the error says: $caught" + ($caught | Format-List * -Force | Out-String -Width 5000)) $key
        }
    }

    It 'are not in the error of a key that cannot be one' {
        $bad = $key.Insert(5, "`n")
        $caught = try { Connect-Memic -ApiKey $bad -BaseUri $uri } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -Match '^api_key_missing,'
        Assert-Clean (Get-AllText $caught) $bad
        Assert-Clean (Get-AllText $caught) $bad.Substring(6)
    }

    It 'are not in a connection, whatever is asked of it' {
        Connect-Memic -ApiKey $key -BaseUri $uri
        $connection = Get-MemicConnection
        Assert-Clean (Get-AllText $connection) $key
        Assert-Clean ($connection | ConvertTo-Json -Depth 5 -WarningAction SilentlyContinue) $key
        Assert-Clean ($connection | Format-Custom -Depth 4 | Out-String -Width 500) $key
        Assert-Clean ($connection | ConvertTo-Csv | Out-String) $key
        Assert-Clean "$connection and more to read" $key
        Assert-Clean ([Management.Automation.PSSerializer]::Serialize($connection, 10)) $key
    }

    It 'are not in the objects that are emitted' {
        Connect-Memic -ApiKey $key -BaseUri $uri
        $file = Send-MemicFile $path
        Assert-Clean (Get-AllText $file) $key
        Assert-Clean (Get-AllText (Get-MemicContext)) $key
    }

    It 'are not in a transcript' {
        $log = Join-Path $TestDrive transcript.txt
        $null = Invoke-Child -Environment @{ MEMIC_API_KEY = $key; TEST_LOG = $log; TEST_FILE = $path } @'
            Import-Module $env:MEMIC_MODULE
            $null = Start-Transcript $env:TEST_LOG -IncludeInvocationHeader
            $VerbosePreference = $DebugPreference = 'Continue'
            Connect-Memic -ApiKey $env:MEMIC_API_KEY -BaseUri $env:MEMIC_BASE_URL -PassThru | Format-List *
            Send-MemicFile $env:TEST_FILE | Format-List *
            Get-MemicFileStatus nope
            $Error | Format-List * -Force
            if (Get-Command Get-Error -ErrorAction Ignore) { Get-Error }
            try { Connect-Memic -ApiKey ($env:MEMIC_API_KEY + 'x') -BaseUri $env:MEMIC_BASE_URL } catch { $_ | Format-List * -Force; $_.InvocationInfo.BoundParameters | Format-List * -Force }
            $null = Stop-Transcript
'@
        $text = Get-Content -Raw $log
        $text | Should -Match 'POST /files/init'
        $text | Should -Match 'file_not_found'
        $text | Should -Match 'invalid_api_key'
        Assert-Clean $text $key
    }

    It 'are in neither the output nor the error stream of a process that ends by an error' {
        $child = Invoke-Child -Environment @{ MEMIC_API_KEY = "$key-wrong" } @'
            Import-Module $env:MEMIC_MODULE
            $ErrorActionPreference = 'Stop'
            $VerbosePreference = $DebugPreference = 'Continue'
            Get-MemicContext
'@
        $child.ExitCode | Should -Be 1
        $child.Error | Should -Match 'invalid_api_key'
        Assert-Clean ($child.Output + $child.Error) $key
    }

    It 'go to nobody but Memic' {
        Connect-Memic -ApiKey $key -BaseUri $uri
        $null = Send-MemicFile $path
        foreach ($request in Get-EmulatorRequest PUT) {
            ($request | ConvertTo-Json -Depth 5).Contains($key) | Should -BeFalse
        }
    }

    It 'are forgotten by Disconnect-Memic' {
        Connect-Memic -ApiKey $key -BaseUri $uri
        $connection = Get-MemicConnection
        Disconnect-Memic
        $fields = $connection.GetType().GetFields([Reflection.BindingFlags]'Instance, NonPublic')
        foreach ($field in $fields) {
            $value = $field.GetValue($connection)
            if ($value -and $value.GetType().Name -in 'ApiKey', 'Redactor') {
                foreach ($inner in $value.GetType().GetFields([Reflection.BindingFlags]'Instance, NonPublic')) { "$($inner.GetValue($value))" | Should -Not -BeExactly $key }
            }
        }
        $connection.IsDisconnected | Should -BeTrue
    }
}
