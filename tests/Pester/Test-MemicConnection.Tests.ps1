BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
}

Describe 'Test-MemicConnection' {
    BeforeEach { Initialize-Test }

    It 'tells that it works, how fast, and whose key it is, with three requests that change nothing' {
        $test = Test-MemicConnection
        $test | Should -BeOfType ([Memic.MemicConnectionTest])
        $test.IsOk, $test.Name, "$($test.BaseUri)" | Should -Be $true, 'unnamed', "$(Get-EmulatorUri)/"
        $test.Checks.Name | Should -Be 'Key', 'Files', 'Projects'
        $test.Checks.IsOk | Should -Be $true, $true, $true
        $test.Latency | Should -BeGreaterThan ([timespan]::Zero)
        $test.Latency | Should -Be ($test.Checks.Duration | Sort-Object | Select-Object -First 1)
        $test.Context.EnvironmentSlug | Should -Be 'production'
        $test.Problems.Count | Should -Be 0
        "$test", "$($test.Checks[0])" | Should -Be 'unnamed: ok', 'Key: ok'
        (Get-EmulatorRequest).Call | Should -Be 'GET /me', 'GET /files', 'GET /projects'
    }

    It 'emits true with -Quiet' {
        Test-MemicConnection -Quiet | Should -BeExactly $true
    }

    It 'tells of a key that is no longer accepted, as a result and not as an error, and tries no more' {
        Add-EmulatorFault @{ path = '/me'; status = 401; requestId = 'req_X'; times = 2 }
        $test = Test-MemicConnection -ErrorAction Stop
        $test.IsOk, $test.Context | Should -Be $false, $null
        $test.Problems | Should -Be 'invalid_api_key'
        $test.Checks.Error.RequestId | Should -Be 'req_X'
        "$test" | Should -Be 'unnamed: invalid_api_key'
        "$($test.Checks[0])" | Should -Match 'invalid_api_key.*req_X'
        @(Get-EmulatorRequest).Count | Should -Be 1
        $Error | Should -BeNullOrEmpty
        Test-MemicConnection -Quiet -ErrorAction Stop | Should -BeExactly $false
    }

    It 'tells which lists are forbidden, while the rest works' {
        Add-EmulatorFault @{ path = '/files'; status = 403 }
        $test = Test-MemicConnection
        $test.IsOk, $test.Context.EnvironmentSlug | Should -Be $false, 'production'
        $test.Problems | Should -Be 'forbidden'
        $test.Checks.Where({ -not $_.IsOk }).Name | Should -Be 'Files'
        $test.Checks[1].Error.Code, $test.Checks[1].Error.StatusCode | Should -Be 'forbidden', 403
        Add-EmulatorFault @{ path = '/projects'; status = 403 }
        Test-MemicConnection -Quiet | Should -BeExactly $false
        $Error | Should -BeNullOrEmpty
    }

    It 'tells of every problem' {
        Add-EmulatorFault @{ path = '/files'; status = 403; code = 'no_files' }
        Add-EmulatorFault @{ path = '/projects'; status = 422; code = 'no_projects' }
        (Test-MemicConnection).Problems | Should -Be 'no_files', 'no_projects'
    }

    It 'tells of a service that is ill' {
        Add-EmulatorFault @{ path = '/*'; status = 503; times = 99 }
        $test = Test-MemicConnection -MaximumRetryCount 0
        $test.Problems | Should -Be (@('service_unavailable') * 3)
        @(Get-EmulatorRequest).Count | Should -Be 3
    }

    It 'tells of a server that is down' {
        Get-MemicConnection | Disconnect-Memic
        $env:MEMIC_API_KEY = New-EmulatorKey
        $env:MEMIC_BASE_URL = 'http://127.0.0.1:1/api/v1'
        $test = Test-MemicConnection -MaximumRetryCount 0 -ErrorAction Stop
        $test.IsOk, $test.Name | Should -Be $false, 'environment'
        $test.Problems | Should -Be 'network_error'
        $test.Checks.Error.StatusCode | Should -BeNullOrEmpty
        Test-MemicConnection -MaximumRetryCount 0 -Quiet | Should -BeExactly $false
        $Error | Should -BeNullOrEmpty
    }

    It 'tells of a server that is down after two tries, and which it is, unless more are asked for' {
        Get-MemicConnection | Disconnect-Memic
        $env:MEMIC_API_KEY = New-EmulatorKey
        $env:MEMIC_BASE_URL = 'http://127.0.0.1:1/api/v1'
        $check = (Test-MemicConnection).Checks[0]
        $check.Error.Attempts | Should -Be 2
        $check.Error.Message | Should -Match '127\.0\.0\.1:1'
        (Test-MemicConnection -MaximumRetryCount 2).Checks[0].Error.Attempts | Should -Be 3
    }

    It 'tests the connection of -Connection, by name and as an object' {
        $staging = Connect-Memic -ApiKey (Get-EmulatorStagingKey) -BaseUri (Get-EmulatorUri) -Name staging -PassThru
        Connect-Emulator
        (Test-MemicConnection -Connection staging).Context.EnvironmentSlug | Should -Be 'staging'
        (Test-MemicConnection -Connection $staging).Name | Should -Be 'staging'
        (Get-MemicConnection).ForEach({ Test-MemicConnection -Connection $_ -Quiet }) | Should -Be $true, $true
    }

    Context 'without a connection' {
        BeforeEach { Get-MemicConnection | Disconnect-Memic }

        It 'is api_key_missing' {
            { Test-MemicConnection } | Should -Throw -ErrorId 'api_key_missing,Memic.Cmdlets.TestMemicConnectionCommand'
        }

        It 'emits false with -Quiet, so that a script that asks gets its answer' {
            Test-MemicConnection -Quiet | Should -BeExactly $false
            Test-MemicConnection -Quiet -Connection nope | Should -BeExactly $false
            $Error | Should -BeNullOrEmpty
        }

        It 'is connection_not_found for an unknown name' {
            { Test-MemicConnection -Connection nope } | Should -Throw -ErrorId 'connection_not_found,Memic.Cmdlets.TestMemicConnectionCommand'
        }
    }
}
