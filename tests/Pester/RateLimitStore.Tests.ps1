BeforeDiscovery {
    $script:HasServer = [bool](Get-Command redis-server -CommandType Application -ErrorAction Ignore)
    if (-not $HasServer) { Write-Warning 'redis-server is not installed: the count that several machines share is not tested. On Debian and Ubuntu: apt-get install redis-server.' }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator

    $port = Get-FreePort
    $store = "redis://:s3cret@127.0.0.1:$port"

    function Start-Store {
        $start = [Diagnostics.ProcessStartInfo]::new('redis-server')
        foreach ($argument in '--bind', '127.0.0.1', '--port', $port, '--save', '', '--appendonly', 'no', '--requirepass', 's3cret') { $start.ArgumentList.Add($argument) }
        $start.RedirectStandardOutput = $true
        $script:Server = [Diagnostics.Process]::Start($start)
        while (($line = $Server.StandardOutput.ReadLine()) -notmatch 'eady to accept connections') { if ($null -eq $line) { throw 'redis-server did not start.' } }
    }

    function Stop-Store { if ($script:Server) { $Server.Kill(); $Server.WaitForExit(); $script:Server = $null } }
}

AfterAll { Stop-Store }

Describe 'A rate limit store' {
    BeforeEach {
        Initialize-Test
        $key = New-EmulatorKey
        $uri = Get-EmulatorUri
    }

    AfterEach { Stop-Store }

    It 'that cannot be reached is an error at once, before anything is sent, and its password is nowhere' {
        $failure = Get-Failure { Connect-Memic -ApiKey $key -BaseUri $uri -RateLimitStore $store }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'rate_limit_store_unavailable,Memic.Cmdlets.ConnectMemicCommand'
        $failure.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        $failure.Exception.Message | Should -Match "127\.0\.0\.1:$port"
        "$($failure | Format-List * -Force | Out-String)$($failure.Exception)" | Should -Not -Match 's3cret'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'from MEMIC_RATE_LIMIT_STORE is an error as well, also without Connect-Memic' {
        $env:MEMIC_RATE_LIMIT_STORE = $store
        (Get-Failure { Connect-Memic -ApiKey $key -BaseUri $uri }).FullyQualifiedErrorId | Should -BeLike 'rate_limit_store_unavailable,*'
        Get-MemicConnection | Disconnect-Memic
        $env:MEMIC_API_KEY, $env:MEMIC_BASE_URL = $key, $uri
        (Get-Failure { Get-MemicFile }).FullyQualifiedErrorId | Should -BeLike 'rate_limit_store_unavailable,*'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'of the environment does not count for who wants a smaller scope' {
        $env:MEMIC_RATE_LIMIT_STORE = $store
        Connect-Memic -ApiKey $key -BaseUri $uri -RateLimitScope Process
        (Get-MemicRateLimit Search).Scope | Should -Be 'Process'
    }

    It 'counts for all, in a load context of its own; only who names one loads its library' -Skip:(-not $HasServer) {
        Start-Store
        $script = @'
            Import-Module $env:MEMIC_MODULE
            Get-MemicFile
            "loaded=$([Runtime.Loader.AssemblyLoadContext]::All.Assemblies.GetName().Name -like '*Redis*')"
            Connect-Memic -RateLimitStore $env:TEST_STORE -WarningVariable warnings
            "scope=$((Get-MemicRateLimit List).Scope)"
            Get-MemicFile
            "used=$((Get-MemicRateLimit List).Used)"
            "default=$([Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.GetName().Name -like '*Redis*')"
            "client=$(@([Runtime.Loader.AssemblyLoadContext]::All.Assemblies.GetName().Name -eq 'Memic.Client').Count)"
            "shown=$(Get-MemicConnection | Format-List * -Force | Out-String)$warnings".Replace("`n", ' ').Replace("`r", ' ')
'@
        $child = Invoke-Child -Environment @{ TEST_STORE = $store } $script
        $child.Error | Should -BeNullOrEmpty
        $lines = $child.Output -split '\r?\n'
        $lines | Should -Contain 'loaded='
        $lines | Should -Contain 'scope=Fleet'
        $lines | Should -Contain 'used=1'
        $lines | Should -Contain 'default='
        $lines | Should -Contain 'client=1'
        $child.Output | Should -Not -Match 's3cret'
    }

    It 'that is lost is one warning, and the work goes on' -Skip:(-not $HasServer) {
        Start-Store
        Connect-Memic -ApiKey $key -BaseUri $uri -RateLimitStore $store
        $null = Get-MemicFile -WarningVariable warnings
        Stop-Store
        $null = Get-MemicFile -WarningVariable lost -WarningAction SilentlyContinue
        $null = Get-MemicFile -WarningVariable again
        "$warnings$again" | Should -BeNullOrEmpty
        $lost.Count | Should -Be 1
        "$lost" | Should -Match "127\.0\.0\.1:$port cannot be reached .* takes 50% of each limit"
        "$lost" | Should -Not -Match 's3cret'
        (Get-MemicRateLimit List).Scope | Should -Be 'Process'
        (Get-EmulatorRequest GET /files*).Count | Should -Be 3
    }
}
