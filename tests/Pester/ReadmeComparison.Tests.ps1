# What the README's table says of a script that calls the service with Invoke-RestMethod.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator

    # A question with one repeat, as such a script asks it; and how often it was sent.
    function Measure-Attempt {
        param([hashtable] $Fault)
        Add-EmulatorFault (@{ path = '/search'; times = 9 } + $Fault)
        Clear-EmulatorRequest
        $call = @{
            Uri = "$(Get-EmulatorUri)/search"; Method = 'Post'; Body = '{"query":"why"}'; ContentType = 'application/json'
            Headers = @{ 'X-API-Key' = New-EmulatorKey }; MaximumRetryCount = 1; RetryIntervalSec = 1; NoProxy = $true
        }
        $ended = Get-Failure { Invoke-RestMethod @call }
        [pscustomobject]@{ Attempts = @(Get-EmulatorRequest).Count; Failure = $ended }
    }
}

Describe 'Invoke-RestMethod -MaximumRetryCount' -Skip:($PSVersionTable.PSEdition -eq 'Desktop') {
    BeforeEach { Initialize-Test }

    It 'repeats a request that can never succeed' {
        (Measure-Attempt @{ status = 404; code = 'file_not_found' }).Attempts | Should -Be 2
    }

    It 'does not repeat where the connection failed' {
        (Measure-Attempt @{ kind = 'reset' }).Attempts | Should -Be 1
    }

    It 'does not wait as long as Retry-After says with <Name>' -ForEach @(
        @{ Name = '503'; Fault = @{ status = 503; retryAfter = '600' } }
        @{ Name = '429 and a date'; Fault = @{ status = 429; retryAfterDate = 600 } }
    ) {
        (Measure-Attempt $Fault).Attempts | Should -Be 2
    }

    It 'has an error whose id says nothing of the code, which is in the text of the body' {
        $failure = (Measure-Attempt @{ status = 404; code = 'file_not_found' }).Failure
        $failure.FullyQualifiedErrorId | Should -Not -Match 'file_not_found'
        ($failure.ErrorDetails.Message | ConvertFrom-Json).code | Should -Be 'file_not_found'
    }
}

# Only Windows PowerShell has it to be tested.
if ($PSVersionTable.PSEdition -eq 'Desktop') {
    Describe 'Invoke-RestMethod of Windows PowerShell' {
        It 'has no repeats at all' {
            (Get-Command Invoke-RestMethod).Parameters.Keys | Should -Not -Contain 'MaximumRetryCount'
        }
    }
}
