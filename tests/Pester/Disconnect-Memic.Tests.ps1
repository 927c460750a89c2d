BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
}

Describe 'Disconnect-Memic' {
    BeforeEach {
        Initialize-Test
        Connect-Emulator @{ Name = 'other' }
        Connect-Emulator @{ Name = 'mine' }
    }

    It 'forgets the default connection of the runspace' {
        Disconnect-Memic
        (Get-MemicConnection).Name | Should -Be 'other', 'unnamed'
        Get-MemicConnection | Disconnect-Memic
        { Get-MemicContext } | Should -Throw -ErrorId 'api_key_missing,Memic.Cmdlets.GetMemicContextCommand'
    }

    It 'forgets the connection by name' {
        Disconnect-Memic other
        (Get-MemicConnection).Name | Should -Be 'mine', 'unnamed'
        (Get-MemicContext).EnvironmentSlug | Should -Be 'production'
    }

    It 'forgets the connection that is an object' {
        Disconnect-Memic -Connection (Get-MemicConnection other)
        (Get-MemicConnection).Name | Should -Be 'mine', 'unnamed'
    }

    It 'forgets each connection from the pipeline' {
        Get-MemicConnection | Disconnect-Memic
        Get-MemicConnection | Should -BeNullOrEmpty
    }

    It 'forgets the key, also for those who still hold the object' {
        $held = Get-MemicConnection mine
        Disconnect-Memic mine
        $held.IsDisconnected | Should -BeTrue
        $failure = Get-Failure { Get-MemicContext -Connection $held }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'api_key_missing,Memic.Cmdlets.GetMemicContextCommand'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'falls back to the environment' {
        $env:MEMIC_API_KEY = New-EmulatorKey
        $env:MEMIC_BASE_URL = Get-EmulatorUri
        Get-MemicConnection | Disconnect-Memic
        $null = Get-MemicContext
        (Get-EmulatorRequest).key | Should -Be $env:MEMIC_API_KEY
    }

    It 'leaves no guess which of several others is meant' {
        Disconnect-Memic
        { Get-MemicContext } | Should -Throw -ErrorId 'connection_ambiguous,Memic.Cmdlets.GetMemicContextCommand'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'does nothing, without an error, where there is no connection' {
        Get-MemicConnection | Disconnect-Memic
        { Disconnect-Memic -ErrorAction Stop } | Should -Not -Throw
    }

    It 'is connection_not_found for a name that is not there, and goes on' {
        'nope', 'other' | Disconnect-Memic -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.FullyQualifiedErrorId | Should -BeExactly 'connection_not_found,Memic.Cmdlets.DisconnectMemicCommand'
        $failures.TargetObject | Should -Be 'nope'
        (Get-MemicConnection).Name | Should -Be 'mine', 'unnamed'
    }

    It 'forgets nothing with -WhatIf' {
        Get-MemicConnection | Disconnect-Memic -WhatIf
        (Get-MemicConnection).Count | Should -Be 3
        (Get-MemicContext).EnvironmentSlug | Should -Be 'production'
    }

    It 'emits nothing' {
        Disconnect-Memic mine | Should -BeNullOrEmpty
    }

    It 'keeps a newer connection of the same name' {
        $old = Get-MemicConnection mine
        Connect-Emulator @{ Name = 'mine' }
        Disconnect-Memic $old
        (Get-MemicConnection mine).IsDisconnected | Should -BeFalse
        (Get-MemicContext).EnvironmentSlug | Should -Be 'production'
    }
}
