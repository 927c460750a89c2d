BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator

    # What came out before the terminating error, and the error.
    function Get-Outcome {
        param([scriptblock] $Script)
        $out = [Collections.Generic.List[object]]::new()
        $failure = $null
        try { & $Script | ForEach-Object { $out.Add($_) } } catch { $failure = $_ }
        [pscustomobject]@{ Out = $out; Failure = $failure }
    }
}

Describe 'A key that is revoked in mid-batch' {
    BeforeEach {
        Initialize-Test
        $paths = 1..20 | ForEach-Object { $path = Join-Path $TestDrive "f$_.md"; Set-Content $path hello; $path }
    }

    It 'lets what Send-MemicFile confirmed come out first, and says how many were not finished' {
        Add-EmulatorFault @{ method = 'POST'; path = '/files/init'; skip = 5; status = 401; code = 'invalid_api_key'; times = 99 }
        $outcome = Get-Outcome { $paths | Send-MemicFile -ThrottleLimit 1 }
        $outcome.Out.Count | Should -Be 5
        $outcome.Failure.FullyQualifiedErrorId | Should -BeExactly 'invalid_api_key,Memic.Cmdlets.SendMemicFileCommand'
        $outcome.Failure.ErrorDetails.Message | Should -Match 'Not finished: 14 more files: (.*f\d+\.md, ){5}\.\.\.'
        @(Get-EmulatorRequest POST /files/*/confirm).Count | Should -Be 5
    }

    It 'lets what Send-MemicFile -Wait confirmed come out first, ready or not' {
        Set-EmulatorOption @{ processingTime = 60 }
        Add-EmulatorFault @{ method = 'GET'; status = 401; code = 'invalid_api_key'; times = 99 }
        $outcome = Get-Outcome { $paths[0..2] | Send-MemicFile -Wait -ThrottleLimit 1 }
        $outcome.Out.Count | Should -Be @(Get-EmulatorRequest POST /files/*/confirm | Where-Object status -LT 300).Count
        $outcome.Failure.FullyQualifiedErrorId | Should -BeExactly 'invalid_api_key,Memic.Cmdlets.SendMemicFileCommand'
    }

    It 'ends Wait-MemicFile with one error that counts the rest' {
        $ids = 1..3 | ForEach-Object { Add-EmulatorFile @{ name = "w$_.md"; status = 'processing' } }
        Add-EmulatorFault @{ method = 'GET'; status = 401; code = 'invalid_api_key'; times = 99 }
        $outcome = Get-Outcome { $ids | Wait-MemicFile }
        $outcome.Failure.FullyQualifiedErrorId | Should -BeExactly 'invalid_api_key,Memic.Cmdlets.WaitMemicFileCommand'
        $outcome.Failure.ErrorDetails.Message | Should -Match 'Not finished: 2 more files'
    }
}

Describe 'Waiting for a file whose content never arrived' {
    It 'ends with advice that helps' {
        Initialize-Test
        $id = Add-EmulatorFile @{ name = 'cut.md'; status = 'uploading' }
        $failure = Get-Failure { Wait-MemicFile $id -Timeout 0 }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'wait_timeout,Memic.Cmdlets.WaitMemicFileCommand'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'Send the file again'
    }
}

Describe 'A time below zero' {
    It 'is refused by <Name>' -ForEach @(
        @{ Name = 'Wait-MemicFile -Timeout'; Script = { Wait-MemicFile x -Timeout -1 } }
        @{ Name = 'Send-MemicFile -Timeout'; Script = { Send-MemicFile x -Timeout -1 } }
        @{ Name = 'Connect-Memic -MaximumRetryDelay'; Script = { Connect-Memic -ApiKey x -MaximumRetryDelay -1 } }
    ) {
        Initialize-Test
        $caught = try { & $Script } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -Match '^invalid_input,Memic\.Cmdlets\.'
        $caught.ErrorDetails.Message | Should -Match 'must be 0 or more'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }
}
