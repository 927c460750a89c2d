BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
    $module = Get-ModulePath

    # A customer: a connection by its name with a key of its own.
    function Connect-Customer {
        param([string] $Name, [string] $Key = (New-EmulatorKey), [hashtable] $With = @{})
        Connect-Memic -ApiKey $Key -BaseUri (Get-EmulatorUri) -Name $Name -RateLimit (Get-NoLimit) @With
        $Key
    }
}

Describe 'Connections' {
    BeforeEach {
        Initialize-Test
        Get-MemicConnection | Disconnect-Memic
        Clear-EmulatorRequest
    }

    AfterAll { Get-MemicConnection | Disconnect-Memic }

    Context 'one for each customer' {
        It 'are used by name, each with its own key' {
            $contoso, $fabrikam = (Connect-Customer contoso), (Connect-Customer fabrikam)
            Clear-EmulatorRequest
            foreach ($name in 'contoso', 'FABRIKAM', 'contoso') { $null = Search-MemicContent q -Connection $name }
            (Get-EmulatorRequest).key | Should -Be $contoso, $fabrikam, $contoso
        }

        It 'see different files' {
            $null = Connect-Customer production
            $null = Connect-Customer staging (Get-EmulatorStagingKey)
            $null = Add-EmulatorFile @{ name = 'p.md' }, @{ name = 's.md'; key = Get-EmulatorStagingKey }
            (Get-MemicFile -Connection production).Name | Should -Be 'p.md'
            (Get-MemicFile -Connection staging).Name | Should -Be 's.md'
            (Get-MemicConnection | ForEach-Object { Get-MemicFile -Connection $_ }).Name | Should -Be 'p.md', 's.md'
        }

        It 'do not show each other''s files in completion' {
            $null = Connect-Customer production
            $null = Connect-Customer staging (Get-EmulatorStagingKey)
            $null = Add-EmulatorFile @{ name = 'p.md' }
            $null = Get-MemicFile -Connection production
            (Get-MemicConnection staging).GetRecentFiles() | Should -BeNullOrEmpty
        }

        It 'leave the last one connected as the default' {
            $null = Connect-Customer contoso
            $fabrikam = Connect-Customer fabrikam
            Clear-EmulatorRequest
            $null = Get-MemicContext
            (Get-EmulatorRequest).key | Should -Be $fabrikam
        }

        It 'can all work at once, without mixing their keys' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
            $keys = @{}
            foreach ($name in 'a', 'b', 'c', 'd') { $keys[$name] = Connect-Customer $name }
            Clear-EmulatorRequest
            $null = 'a', 'b', 'c', 'd' | ForEach-Object -ThrottleLimit 4 -Parallel {
                Import-Module $using:module
                foreach ($n in 1..10) { Search-MemicContent $_ -Connection $_ }
            }
            $requests = Get-EmulatorRequest
            $requests.Count | Should -Be 40
            foreach ($request in $requests) { $request.key | Should -Be $keys[($request.body | ConvertFrom-Json).query] }
        }
    }

    Context 'the default' {
        It 'belongs to the runspace' {
            $here = Connect-Customer here
            $there = New-EmulatorKey
            $shell = New-Shell -With @{ ApiKey = $there; Name = 'there' }
            try {
                Clear-EmulatorRequest
                $null = $shell.AddScript('Get-MemicContext').Invoke()
                $null = Get-MemicContext
                (Get-EmulatorRequest).key | Should -Be $there, $here
            }
            finally { Close-Shell $shell }
        }

        It 'is not changed by what another runspace disconnects' {
            $here = Connect-Customer here
            $shell = New-Shell -With @{ Name = 'there' }
            try { $null = $shell.AddScript('Disconnect-Memic').Invoke() } finally { Close-Shell $shell }
            Clear-EmulatorRequest
            $null = Get-MemicContext
            (Get-EmulatorRequest).key | Should -Be $here
            (Get-MemicConnection).Name | Should -Be 'here'
        }

        It 'is gone everywhere once its connection is' {
            $null = Connect-Customer only
            Get-MemicConnection | Disconnect-Memic
            { Get-MemicContext } | Should -Throw -ErrorId 'api_key_missing,*'
        }
    }

    # Windows PowerShell has neither of the two.
    Context 'other runspaces' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        It 'work in ForEach-Object -Parallel after one Connect-Memic' {
            $key = Connect-Customer only
            $ids = Add-EmulatorFile (1..8 | ForEach-Object { @{ name = "f$_.md" } })
            Clear-EmulatorRequest
            $files = $ids | ForEach-Object -ThrottleLimit 4 -Parallel { Import-Module $using:module; Get-MemicFileStatus $_ }
            $files.Id | Sort-Object | Should -Be ($ids | Sort-Object)
            (Get-EmulatorRequest).key | Select-Object -Unique | Should -Be $key
            # What came from there is whole here.
            ($files[0] | Get-MemicFileStatus).Id | Should -Be $files[0].Id
        }

        It 'work in Start-ThreadJob after one Connect-Memic' {
            $key = Connect-Customer only
            $null = Add-EmulatorFile @{ name = 'a.md' }
            Clear-EmulatorRequest
            $jobs = 1..3 | ForEach-Object { Start-ThreadJob { Import-Module $using:module; Get-MemicFile } }
            ($jobs | Receive-Job -Wait -AutoRemoveJob).Name | Should -Be 'a.md', 'a.md', 'a.md'
            (Get-EmulatorRequest).key | Select-Object -Unique | Should -Be $key
        }

        It 'take a connection as an object' {
            $null = Connect-Customer contoso
            $connection = Get-MemicConnection contoso
            $null = Connect-Customer fabrikam
            Clear-EmulatorRequest
            (1 | ForEach-Object -Parallel { Import-Module $using:module; Get-MemicContext -Connection $using:connection }).EnvironmentSlug | Should -Be 'production'
        }

        It 'import the module at the same moment' {
            $null = Connect-Customer only
            (1..6 | ForEach-Object -ThrottleLimit 6 -Parallel { Import-Module $using:module; Get-MemicContext }).Count | Should -Be 6
        }

        It 'take two names of one key for what they are: one' {
            $key = Connect-Customer one
            $null = Connect-Customer two $key
            (1 | ForEach-Object -Parallel { Import-Module $using:module; Get-MemicContext }).EnvironmentSlug | Should -Be 'production'
        }

        It 'fail with connection_not_found in another process, and say what to do there: by an object that came along, and by a name' {
            $null = Connect-Customer only
            $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-MemicConnection only)))
            foreach ($given in $copy, 'elsewhere') {
                $failure = Get-Failure { Get-MemicContext -Connection $given }
                $failure.FullyQualifiedErrorId | Should -BeExactly 'connection_not_found,Memic.Cmdlets.GetMemicContextCommand'
                $failure.ErrorDetails.RecommendedAction | Should -Match 'Start-Job, which is another process, run Connect-Memic'
            }
            (Get-Failure { Get-MemicContext -Connection $copy }).Exception.Message | Should -Match 'neither a connection nor its key goes into another one'
        }

        It 'fail with connection_ambiguous, which names them, rather than to choose between customers' {
            $null = Connect-Customer contoso
            $null = Connect-Customer fabrikam
            Clear-EmulatorRequest
            $failure = 1 | ForEach-Object -Parallel {
                Import-Module $using:module
                try { Get-MemicContext } catch { $_ }
            }
            $failure.FullyQualifiedErrorId | Should -BeExactly 'connection_ambiguous,Memic.Cmdlets.GetMemicContextCommand'
            $failure.CategoryInfo.Category | Should -Be 'InvalidOperation'
            $failure.Exception.Message | Should -Match 'contoso'
            $failure.Exception.Message | Should -Match 'fabrikam'
            $failure.ErrorDetails.RecommendedAction | Should -Match '-Connection'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'fail with connection_ambiguous where MEMIC_API_KEY is another key than the connection''s' {
            $null = Connect-Customer contoso
            $env:MEMIC_API_KEY = New-EmulatorKey
            $env:MEMIC_BASE_URL = Get-EmulatorUri
            try {
                $failure = 1 | ForEach-Object -Parallel { Import-Module $using:module; try { Get-MemicContext } catch { $_ } }
                $failure.FullyQualifiedErrorId | Should -BeLike 'connection_ambiguous,*'
                # Here the connection is the default, and there is no doubt.
                (Get-MemicContext).EnvironmentSlug | Should -Be 'production'
            }
            finally { $env:MEMIC_API_KEY = $env:MEMIC_BASE_URL = $null }
        }

        It 'use MEMIC_API_KEY where nobody connected' {
            $env:MEMIC_API_KEY = New-EmulatorKey
            $env:MEMIC_BASE_URL = Get-EmulatorUri
            try {
                (1..2 | ForEach-Object -Parallel { Import-Module $using:module; Get-MemicContext }).Count | Should -Be 2
                (Get-EmulatorRequest).key | Select-Object -Unique | Should -Be $env:MEMIC_API_KEY
            }
            finally { $env:MEMIC_API_KEY = $env:MEMIC_BASE_URL = $null }
        }
    }

    Context 'the rate gate' {
        It 'is one for all runspaces: four at once never exceed a real limit, and all get through' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
            Set-EmulatorOption @{ limitsEnabled = $true; rateLimits = @{ status = 15 }; rateWindow = 3 }
            $connection = Connect-Memic -ApiKey (New-EmulatorKey) -BaseUri (Get-EmulatorUri) -Name limited -RateLimit @{ Status = 15 } -PassThru
            $connection.RateLimits.Window = [timespan]::FromSeconds(3)
            $id = Add-EmulatorFile @{ name = 'a.md' }
            $files = 1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
                Import-Module $using:module
                foreach ($n in 1..7) { Get-MemicFileStatus $using:id }
            }
            $files.Count | Should -Be 28
            (Get-EmulatorRequest -Path /files/*).status | Select-Object -Unique | Should -Be 200
            (Get-EmulatorState).rejections | Should -Be 0
            (Get-MemicRateLimit Status).TimesWaited | Should -BeGreaterThan 0
        }

        It 'would have been tripped without a limit of our own' {
            Set-EmulatorOption @{ limitsEnabled = $true; rateLimits = @{ status = 5 }; rateWindow = 60 }
            $null = Connect-Customer unlimited
            $id = Add-EmulatorFile @{ name = 'a.md' }
            $null = Get-MemicFileStatus (@($id) * 6) -MaximumRetryCount 0 -ErrorAction SilentlyContinue
            (Get-EmulatorState).rejections | Should -Be 1
        }

        It 'keeps every runspace back after a 429' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
            $null = Connect-Customer limited
            Add-EmulatorFault @{ path = '/search'; status = 429; retryAfter = '2' }
            $null = Get-Failure { Search-MemicContent q -MaximumRetryCount 0 }
            $null = 1 | ForEach-Object -Parallel { Import-Module $using:module; Search-MemicContent q }
            $requests = Get-EmulatorRequest -Path /search
            $requests.status | Should -Be 429, 200
            ([datetime]$requests[1].at - [datetime]$requests[0].at).TotalSeconds | Should -BeGreaterOrEqual 2
        }
    }
}
