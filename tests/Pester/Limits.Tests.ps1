BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
}

Describe 'The documented limits' {
    It 'let 150 small files through without one refusal' {
        Initialize-Test
        # 120 requests a window, as documented; on both sides the window is shorter than a minute, so that it ends twice in good time.
        Set-EmulatorOption @{ limitsEnabled = $true; rateWindow = 4 }
        $connection = Connect-Memic -ApiKey (New-EmulatorKey) -BaseUri (Get-EmulatorUri) -PassThru
        $connection.RateLimits.Window = [timespan]::FromSeconds(4)
        $paths = 1..150 | ForEach-Object { $path = Join-Path $TestDrive "f$_.md"; Set-Content $path "text $_"; $path }
        $files = $paths | Send-MemicFile -ErrorVariable failures
        $failures | Should -BeNullOrEmpty
        ($files.Id | Sort-Object -Unique).Count | Should -Be 150
        $state = Get-EmulatorState
        $state.rejections | Should -Be 0
        $state.violations | Should -Be 0
        @(Get-EmulatorRequest POST).Count | Should -Be 300
    }
}

Describe 'A limit' {
    BeforeEach {
        Initialize-Test
        $key = New-EmulatorKey
        Set-EmulatorOption @{ limitsEnabled = $true; rateLimits = @{ prompts = 20 }; rateWindow = 60 }
    }

    It 'that is known is kept to before the service has to say so, and the wait is told' {
        Connect-Memic -ApiKey $key -BaseUri (Get-EmulatorUri) -RateLimit @{ Prompts = 20 }
        $shell = New-Shell -Unconnected
        try {
            $stopped = Stop-Script -Shell $shell '1..21 | ForEach-Object { "summarizer" } | Get-MemicPrompt -Verbose' -When {
                param($output)
                $shown = $shell.Streams.Progress
                $output.Count -ge 20 -and $shown.Count -gt 0 -and $shown[$shown.Count - 1].StatusDescription -match 'rate limit'
            }
            $waits = $shell.Streams.Verbose.Message -match 'Waiting .* for the rate limit of prompts requests'
        }
        finally { Close-Shell $shell }
        $stopped.Output.Count | Should -Be 20
        $stopped.Progress.StatusDescription -match 'rate limit' | Should -Not -BeNullOrEmpty
        $waits | Should -HaveCount 1
        (Get-EmulatorState).rejections | Should -Be 0
    }
}
