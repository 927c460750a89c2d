BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
}

Describe 'Get-MemicErrorCode' {
    It 'lists every code once, each with a category of PowerShell, a meaning and advice' {
        $codes = Get-MemicErrorCode
        $codes | Should -BeOfType ([Memic.MemicErrorCode])
        ($codes.Code | Group-Object | Where-Object Count -gt 1) | Should -BeNullOrEmpty
        foreach ($row in $codes) {
            [Enum]::GetNames([Management.Automation.ErrorCategory]) | Should -Contain "$($row.Category)"
            $row.Description | Should -Not -BeNullOrEmpty
            $row.Advice | Should -Not -BeNullOrEmpty
        }
    }

    It 'knows <_>' -ForEach @(
        'invalid_api_key', 'file_not_found', 'prompt_not_found', 'file_still_processing', 'invalid_file_type', 'file_too_large', 'rate_limit_exceeded'
        'api_key_missing', 'insecure_base_url', 'network_error', 'request_timeout', 'invalid_response', 'storage_rejected', 'upload_interrupted'
        'file_processing_failed', 'wait_timeout', 'path_not_found', 'not_a_file', 'file_empty', 'file_changed', 'prompt_variable_missing'
    ) {
        (Get-MemicErrorCode $_).Code | Should -BeExactly $_
    }

    It 'says that a failure of the <_> ends a script' -ForEach 'invalid_api_key', 'api_key_missing' {
        (Get-MemicErrorCode $_).IsTerminating | Should -BeTrue
    }

    It 'takes wildcards, whatever the case' {
        (Get-MemicErrorCode -Code FILE_TOO*, prompt_not_found).Code | Should -Be 'prompt_not_found', 'file_too_large'
    }

    It 'takes codes from the pipeline' {
        ('wait_timeout', 'file_empty' | Get-MemicErrorCode).Code | Should -Be 'wait_timeout', 'file_empty'
    }

    It 'takes the code of a failure by its property' {
        Initialize-Test
        $failure = Get-Failure { Get-MemicFileStatus nope }
        ($failure.Exception | Get-MemicErrorCode).Advice | Should -Be $failure.ErrorDetails.RecommendedAction
    }

    It 'finds nothing for a pattern that fits no code, without an error' {
        Get-MemicErrorCode 'zz*' -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'works without a connection' {
        Get-MemicConnection | Disconnect-Memic
        $env:MEMIC_API_KEY = $null
        (Get-MemicErrorCode file_empty).Code | Should -Be 'file_empty'
    }
}
