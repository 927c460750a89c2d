BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
}

Describe 'Get-MemicRateLimit' {
    BeforeEach {
        Reset-Emulator
        Clear-Environment
        Get-MemicConnection | Disconnect-Memic
        # The documented limits, on a key that nobody has used.
        Connect-Memic -ApiKey (New-EmulatorKey) -BaseUri (Get-EmulatorUri)
        Clear-EmulatorRequest
    }

    It 'shows the documented limits, all free, without asking the service' {
        $limits = Get-MemicRateLimit
        $limits | Should -BeOfType ([Memic.MemicRateLimit])
        $limits.Category | Should -Be 'Ingestion', 'Status', 'List', 'Search', 'Chat', 'Prompts'
        $limits.Limit | Should -Be 120, 300, 120, 60, 30, 600
        $limits.Used | Should -Be (@(0) * 6)
        $limits.Available | Should -Be $limits.Limit
        $limits.NextFree | Should -Be (@([timespan]::Zero) * 6)
        $limits.TimesWaited | Should -Be (@(0) * 6)
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'shows the categories of -Category, whatever their case' {
        (Get-MemicRateLimit -Category search, Chat).Category | Should -Be 'Search', 'Chat'
        (Get-MemicRateLimit status).Category | Should -Be 'Status'
    }

    It 'refuses a category that does not exist, and names those that do' {
        { Get-MemicRateLimit -Category nope } | Should -Throw -ExpectedMessage '*Ingestion*' -ErrorId 'CannotConvertArgumentNoMessage,Memic.Cmdlets.GetMemicRateLimitCommand'
    }

    It 'counts what was sent, by category' {
        $id = Add-EmulatorFile @{ name = 'a.md'; text = 'zebra' }
        $null = Get-MemicFileStatus $id, $id, $id
        $null = Get-MemicFile
        $null = Get-MemicProject
        $null = Search-MemicContent zebra
        $null = Invoke-MemicChat zebra
        $null = Get-MemicPrompt summarizer
        $file = Join-Path $TestDrive 'b.md'
        Set-Content $file 'text'
        $null = Send-MemicFile $file
        $limits = Get-MemicRateLimit
        $limits.Used | Should -Be 2, 3, 2, 1, 1, 1
        $limits.Available | Should -Be 118, 297, 118, 59, 29, 599
        $limits.NextFree | Should -Be (@([timespan]::Zero) * 6)
    }

    It 'counts requests that failed as well' {
        $null = Get-Failure { Get-MemicFileStatus nope }
        (Get-MemicRateLimit Status).Used | Should -Be 1
    }

    It 'does not count what has no limit' {
        $null = Get-MemicContext
        Remove-MemicFile (Add-EmulatorFile @{ name = 'a.md' }) -Force
        (Get-MemicRateLimit).Used | Measure-Object -Sum | ForEach-Object Sum | Should -Be 0
    }

    It 'shows when the next request is free where the limit is used up' {
        Connect-Memic -ApiKey (New-EmulatorKey) -BaseUri (Get-EmulatorUri) -RateLimit @{ Status = 2 }
        $null = Get-Failure { Get-MemicFileStatus a, b }
        $limit = Get-MemicRateLimit Status
        $limit.Limit, $limit.Used, $limit.Available | Should -Be 2, 2, 0
        $limit.NextFree.TotalSeconds | Should -BeGreaterThan 30
        $limit.NextFree.TotalSeconds | Should -BeLessOrEqual 60.2
    }

    It 'counts how often a request had to wait' {
        $connection = Connect-Memic -ApiKey (New-EmulatorKey) -BaseUri (Get-EmulatorUri) -RateLimit @{ Status = 2 } -PassThru
        $connection.RateLimits.Window = [timespan]::FromSeconds(2)
        $null = Get-Failure { Get-MemicFileStatus a, b, c }
        (Get-MemicRateLimit Status).TimesWaited | Should -Be 1
        (Get-MemicRateLimit List).TimesWaited | Should -Be 0
    }

    It 'shows that the service keeps everybody out after a 429' {
        Add-EmulatorFault @{ path = '/search'; status = 429; retryAfter = '400' }
        $null = Get-Failure { Search-MemicContent q -MaximumRetryCount 0 }
        $limit = Get-MemicRateLimit Search
        $limit.Available | Should -Be 0
        $limit.NextFree.TotalSeconds | Should -BeGreaterThan 370
        $limit.NextFree.TotalSeconds | Should -BeLessOrEqual 400
        (Get-MemicRateLimit Chat).Available | Should -Be 30
    }

    It 'shows no number where there is no limit' {
        Connect-Memic -ApiKey (New-EmulatorKey) -BaseUri (Get-EmulatorUri) -RateLimit @{ Search = 0 }
        $limit = Get-MemicRateLimit Search
        $limit.Limit, $limit.Available | Should -Be 0, $null
    }

    It 'says what it shows as text' {
        $null = Search-MemicContent q
        "$(Get-MemicRateLimit Search)" | Should -Be 'Search: 1 of 60'
        Connect-Memic -ApiKey (New-EmulatorKey) -BaseUri (Get-EmulatorUri) -RateLimit @{ Search = 0 }
        "$(Get-MemicRateLimit Search)" | Should -Be 'Search: 0, no limit'
    }

    It 'counts each key by itself, and one key for all its connections' {
        $key = New-EmulatorKey
        $one = Connect-Memic -ApiKey $key -BaseUri (Get-EmulatorUri) -Name one -PassThru
        $two = Connect-Memic -ApiKey $key -BaseUri (Get-EmulatorUri) -Name two -PassThru
        $null = Search-MemicContent q -Connection one
        (Get-MemicRateLimit Search -Connection $two).Used | Should -Be 1
        (Get-MemicRateLimit Search -Connection $one).Used | Should -Be 1
        (Get-MemicRateLimit Search -Connection unnamed).Used | Should -Be 0
    }
}
