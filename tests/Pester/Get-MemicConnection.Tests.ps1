BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
}

Describe 'Get-MemicConnection' {
    BeforeEach {
        Initialize-Test
        Get-MemicConnection | Disconnect-Memic
        foreach ($name in 'Contoso', 'fabrikam', 'Contoso-test') { Connect-Emulator @{ Name = $name } }
    }

    It 'lists every connection, by name' {
        $all = Get-MemicConnection
        $all | Should -BeOfType ([Memic.MemicConnection])
        $all.Name | Should -Be 'Contoso', 'Contoso-test', 'fabrikam'
        $all[0].Context.EnvironmentSlug | Should -Be 'production'
    }

    It 'finds by wildcards, whatever the case' {
        (Get-MemicConnection CONTOSO*).Name | Should -Be 'Contoso', 'Contoso-test'
    }

    It 'finds several names, also from the pipeline by value and by property name' {
        (Get-MemicConnection fabrikam, contoso).Name | Should -Be 'fabrikam', 'Contoso'
        ('fabrikam' | Get-MemicConnection).Name | Should -Be 'fabrikam'
        ([pscustomobject]@{ Name = 'fabrikam' } | Get-MemicConnection).Name | Should -Be 'fabrikam'
    }

    It 'is connection_not_found for a name that is not there, and goes on' {
        $out = Get-MemicConnection nope, fabrikam -ErrorAction SilentlyContinue -ErrorVariable failures
        $out.Name | Should -Be 'fabrikam'
        $failures.FullyQualifiedErrorId | Should -BeExactly 'connection_not_found,Memic.Cmdlets.GetMemicConnectionCommand'
        $failures.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures.TargetObject | Should -Be 'nope'
    }

    It 'finds nothing for a pattern that fits none, without an error' {
        Get-MemicConnection zz* -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'asks nothing of the service' {
        $null = Get-MemicConnection
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'shows settings but no key' {
        $connection = Get-MemicConnection Contoso
        $connection.BaseUri | Should -Be "$(Get-EmulatorUri)/"
        $connection.KeyFingerprint | Should -Match '^[0-9a-f]{8}$'
        $connection.MaximumRetryCount | Should -Be 4
        $connection.RateLimits.Ingestion | Should -Be 0
        $connection.PSObject.Properties.Name | Should -Not -Contain 'ApiKey'
    }
}
