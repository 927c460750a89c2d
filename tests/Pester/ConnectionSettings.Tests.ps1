BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator

    # A proxy that notes the head of each request, asks for a credential once, and then answers 502.
    function Start-Proxy {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $seen = [Collections.Concurrent.ConcurrentQueue[string]]::new()
        $job = Start-Background -Argument $listener, $seen {
            param($listener, $seen)
            while ($true) {
                try { $client = $listener.AcceptTcpClient() } catch { return }
                $reader = [IO.StreamReader]::new($client.GetStream())
                $head = while ($line = $reader.ReadLine()) { $line }
                $seen.Enqueue($head -join "`n")
                $challenge = if ($seen.Count -eq 1) { "HTTP/1.1 407 Proxy Authentication Required`r`nProxy-Authenticate: Basic realm=`"x`"`r`nContent-Length: 0`r`nConnection: close`r`n`r`n" } else { "HTTP/1.1 502 Bad Gateway`r`nContent-Length: 0`r`nConnection: close`r`n`r`n" }
                $bytes = [Text.Encoding]::ASCII.GetBytes($challenge)
                $client.GetStream().Write($bytes, 0, $bytes.Length)
                $client.Dispose()
            }
        }
        [pscustomobject]@{ Uri = "http://127.0.0.1:$($listener.LocalEndpoint.Port)"; Seen = $seen; Listener = $listener; Job = $job }
    }

    function Stop-Proxy { param($Proxy) $Proxy.Listener.Stop(); Wait-Background $Proxy.Job }
}

Describe 'What Connect-Memic sets for a connection' {
    BeforeEach {
        Initialize-Test
        Get-MemicConnection | Disconnect-Memic
        $key = New-EmulatorKey
        $uri = Get-EmulatorUri
    }

    Context 'repeats' {
        It 'are four by default' {
            (Connect-Memic -ApiKey $key -BaseUri $uri -PassThru).MaximumRetryCount | Should -Be 4
        }

        It 'are as many as -MaximumRetryCount says, for every cmdlet on the connection' {
            Connect-Memic -ApiKey $key -BaseUri $uri -MaximumRetryCount 1
            Add-EmulatorFault @{ path = '/prompts/*'; status = 503; times = 99 }
            (Get-Failure { Get-MemicPrompt x }).Exception.Attempts | Should -Be 2
            (Get-Failure { Get-MemicPrompt x -MaximumRetryCount 0 }).Exception.Attempts | Should -Be 1
        }

        It 'wait at least a second before the second attempt' {
            Connect-Memic -ApiKey $key -BaseUri $uri -MaximumRetryCount 1
            Clear-EmulatorRequest
            Add-EmulatorFault @{ path = '/prompts/*'; status = 503 }
            $null = Get-MemicPrompt summarizer
            $at = (Get-EmulatorRequest).at | ForEach-Object { [datetime]$_ }
            ($at[1] - $at[0]).TotalSeconds | Should -BeGreaterOrEqual 1
        }

        It 'wait for Retry-After where -MaximumRetryDelay (<_>) allows it, and fail at once beyond it' -ForEach 2.5, ([timespan]::FromSeconds(2.5)) {
            Connect-Memic -ApiKey $key -BaseUri $uri -MaximumRetryDelay $_
            Clear-EmulatorRequest
            Add-EmulatorFault @{ path = '/prompts/*'; status = 503; retryAfter = '2' }
            $null = Get-MemicPrompt summarizer
            $at = (Get-EmulatorRequest).at | ForEach-Object { [datetime]$_ }
            ($at[1] - $at[0]).TotalSeconds | Should -BeGreaterOrEqual 2
            Clear-EmulatorRequest
            Add-EmulatorFault @{ path = '/prompts/*'; status = 503; retryAfter = '60' }
            $failure = Get-Failure { Get-MemicPrompt summarizer }
            $failure.Exception.RetryAfter | Should -Be ([timespan]::FromSeconds(60))
            @(Get-EmulatorRequest).Count | Should -Be 1
        }

        It 'happen for Connect-Memic itself' {
            Add-EmulatorFault @{ path = '/me'; status = 502 }
            Connect-Memic -ApiKey $key -BaseUri $uri
            (Get-EmulatorRequest).status | Should -Be 502, 200
        }
    }

    Context 'limits' {
        It 'are the documented ones by default' {
            $limits = (Connect-Memic -ApiKey $key -BaseUri $uri -PassThru).RateLimits
            $limits.Ingestion, $limits.Status, $limits.List, $limits.Search, $limits.Chat, $limits.Prompts | Should -Be 120, 300, 120, 60, 30, 600
        }

        It 'can be changed one by one with -RateLimit, whatever the case' {
            $limits = (Connect-Memic -ApiKey $key -BaseUri $uri -RateLimit @{ ingestion = 10; STATUS = '20' } -PassThru).RateLimits
            $limits.Ingestion, $limits.Status, $limits.List | Should -Be 10, 20, 120
        }

        It 'are invalid_input, terminating, for <Name>' -ForEach @(
            @{ Name = 'a category that is none'; Table = @{ Uploads = 1 } }
            @{ Name = 'a limit that is no number'; Table = @{ Status = 'many' } }
            @{ Name = 'a negative limit'; Table = @{ Status = -1 } }
        ) {
            { Connect-Memic -ApiKey $key -BaseUri $uri -RateLimit $Table } | Should -Throw -ErrorId 'invalid_input,Memic.Cmdlets.ConnectMemicCommand'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'are shared by <Scope> with -RateLimitScope <Scope>' -ForEach @{ Scope = 'Process' }, @{ Scope = 'machine' } {
            Connect-Memic -ApiKey $key -BaseUri $uri -RateLimitScope $Scope
            (Get-MemicRateLimit Search).Scope | Should -Be $Scope
        }

        It 'are those of the machine by default' {
            Connect-Memic -ApiKey $key -BaseUri $uri
            (Get-MemicRateLimit Search).Scope | Should -Be 'Machine'
        }

        It 'are divided with -RateLimitShare' {
            Connect-Memic -ApiKey $key -BaseUri $uri -RateLimitShare 0.25 -RateLimit @{ Chat = 3 }
            (Get-MemicRateLimit).Limit | Should -Be 30, 75, 30, 15, 1, 150
        }

        It 'refuse <Name>: invalid_input, terminating, before anything is sent' -ForEach @(
            @{ Name = 'a share of 0'; With = @{ RateLimitShare = 0 } }
            @{ Name = 'a negative share'; With = @{ RateLimitShare = -0.5 } }
            @{ Name = 'a share above 1'; With = @{ RateLimitShare = 1.01 } }
            @{ Name = 'a share that is no number'; With = @{ RateLimitShare = [double]::NaN } }
            @{ Name = 'a store of an unknown scheme'; With = @{ RateLimitStore = 'https://:s3cret@store' } }
            @{ Name = 'a store without a host'; With = @{ RateLimitStore = 'redis://:s3cret@' } }
            @{ Name = 'a fleet without a store'; With = @{ RateLimitScope = 'Fleet' } }
            @{ Name = 'a store for one machine'; With = @{ RateLimitScope = 'Machine'; RateLimitStore = 'redis://:s3cret@store' } }
        ) {
            $failure = Get-Failure { Connect-Memic -ApiKey $key -BaseUri $uri @With }
            $failure.FullyQualifiedErrorId | Should -BeExactly 'invalid_input,Memic.Cmdlets.ConnectMemicCommand'
            "$($failure | Format-List * -Force | Out-String)" | Should -Not -Match 's3cret'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'close for every cmdlet on the key when the service says 429' {
            Connect-Memic -ApiKey $key -BaseUri $uri
            Clear-EmulatorRequest
            Add-EmulatorFault @{ path = '/prompts/*'; status = 429; retryAfter = '1000' }
            $null = Get-Failure { Get-MemicPrompt summarizer -MaximumRetryCount 0 }
            Connect-Memic -ApiKey $key -BaseUri $uri -MaximumRetryDelay 1
            $failure = Get-Failure { Get-MemicPrompt summarizer }
            $failure.FullyQualifiedErrorId | Should -BeExactly 'rate_limit_exceeded,Memic.Cmdlets.GetMemicPromptCommand'
            $failure.Exception.RetryAfter.TotalSeconds | Should -BeGreaterThan 970
            @(Get-EmulatorRequest GET /prompts/*).Count | Should -Be 1
        }
    }

    Context 'timeouts' {
        It 'are request_timeout when one answer takes longer than -TimeoutSec' {
            Connect-Memic -ApiKey $key -BaseUri $uri -TimeoutSec 1
            Add-EmulatorFault @{ path = '/prompts/*'; delay = 30 }
            $failure = Get-Failure { Get-MemicPrompt summarizer -MaximumRetryCount 0 }
            $failure.FullyQualifiedErrorId | Should -BeExactly 'request_timeout,Memic.Cmdlets.GetMemicPromptCommand'
            $failure.CategoryInfo.Category | Should -Be 'OperationTimeout'
        }

        It 'begin an upload again that stands still for longer than -StallTimeoutSec' {
            Connect-Memic -ApiKey $key -BaseUri $uri -StallTimeoutSec 1
            $path = Join-Path $TestDrive a.md
            Set-Content $path hello
            Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; kind = 'stall'; bytes = 1 }
            (Send-MemicFile $path).Name | Should -Be 'a.md'
            @(Get-EmulatorRequest PUT).Count | Should -Be 2
        }

        It 'refuse the value <Value> for -<Name>' -ForEach @(
            @{ Name = 'TimeoutSec'; Value = 0 }
            @{ Name = 'StallTimeoutSec'; Value = 0 }
            @{ Name = 'MaximumRetryCount'; Value = -1 }
            @{ Name = 'MaximumRetryCount'; Value = 101 }
        ) {
            $with = @{ $Name = $Value }
            { Connect-Memic -ApiKey $key -BaseUri $uri @with } | Should -Throw -ErrorId 'ParameterArgumentValidationError,Memic.Cmdlets.ConnectMemicCommand'
        }
    }

    Context 'proxies' {
        BeforeEach { $proxy = Start-Proxy }
        AfterEach { Stop-Proxy $proxy }

        It 'are used with -Proxy, with the credential of -ProxyCredential' {
            $credential = [pscredential]::new('joe', (ConvertTo-SecureString 'pw' -AsPlainText -Force))
            $null = Get-Failure { Connect-Memic -ApiKey $key -BaseUri 'http://memic.example/api/v1' -AllowUnencrypted -Proxy $proxy.Uri -ProxyCredential $credential -MaximumRetryCount 0 }
            $seen = $proxy.Seen.ToArray()
            $seen[0] | Should -Match '^GET http://memic.example/api/v1/me HTTP/1.1'
            $seen[1] | Should -Match ('Proxy-Authorization: Basic ' + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes('joe:pw')))
        }

        It 'carry plain http to another host with -AllowUnencrypted' {
            $null = Get-Failure { Connect-Memic -ApiKey $key -BaseUri 'http://memic.example/api/v1' -AllowUnencrypted -Proxy $proxy.Uri -MaximumRetryCount 0 }
            $proxy.Seen.ToArray()[0] | Should -Match '^GET http://memic.example/api/v1/me HTTP/1.1'
        }

        It 'get no credential that was not given' {
            $null = Get-Failure { Connect-Memic -ApiKey $key -BaseUri 'http://memic.example/api/v1' -AllowUnencrypted -Proxy $proxy.Uri -MaximumRetryCount 0 }
            $proxy.Seen.ToArray() -match 'Proxy-Authorization' | Should -BeNullOrEmpty
            $proxy.Seen.Count | Should -BeGreaterThan 0
        }

        # .NET Framework knows the system's proxy alone.
        It 'of the environment are used by default, and not with -NoProxy' -Skip:($PSVersionTable.PSEdition -eq 'Desktop') {
            $child = Invoke-Child -Environment @{ http_proxy = $proxy.Uri; MEMIC_BASE_URL = 'http://localhost.memic.example:9/api/v1' } @'
                Import-Module $env:MEMIC_MODULE
                foreach ($with in @{}, @{ NoProxy = $true }) {
                    try { Connect-Memic -AllowUnencrypted -MaximumRetryCount 0 -ErrorAction Stop @with } catch { $_.FullyQualifiedErrorId }
                }
'@
            $proxy.Seen.Count | Should -Be 1
            $child.Output -split '\r?\n' -match ',' | Should -HaveCount 2
            ($child.Output -split '\r?\n' -match ',')[1] | Should -BeExactly 'network_error,Memic.Cmdlets.ConnectMemicCommand'
        }
    }
}
