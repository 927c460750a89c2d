BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
}

Describe 'Select-MemicConnection' {
    BeforeEach {
        Initialize-Test
        Get-MemicConnection | Disconnect-Memic
        foreach ($name in 'contoso', 'fabrikam') { Connect-Emulator @{ Name = $name } }
    }

    It 'makes a connection the default, by name' {
        (Get-MemicConnection | Where-Object IsDefault).Name | Should -Be 'fabrikam'
        Select-MemicConnection contoso | Should -BeNullOrEmpty
        (Get-MemicConnection | Where-Object IsDefault).Name | Should -Be 'contoso'
        Disconnect-Memic
        (Get-MemicConnection).Name | Should -Be 'fabrikam'
    }

    It 'makes a connection the default, as an object, and returns it with -PassThru' {
        (Get-MemicConnection contoso | Select-MemicConnection -PassThru).Name | Should -Be 'contoso'
        (Get-MemicConnection contoso).IsDefault | Should -BeTrue
    }

    It 'is connection_not_found for a name that is not there, and changes nothing' {
        (Get-Failure { Select-MemicConnection nope }).FullyQualifiedErrorId | Should -BeExactly 'connection_not_found,Memic.Cmdlets.SelectMemicConnectionCommand'
        (Get-MemicConnection fabrikam).IsDefault | Should -BeTrue
    }

    It 'shows the default in the list of connections' {
        (Get-MemicConnection | Out-String -Width 200) -split "`n" | Where-Object { $_ -match '^\*' } | Should -Match 'fabrikam'
    }
}

Describe 'The default connection' {
    BeforeEach {
        Initialize-Test
        Get-MemicConnection | Disconnect-Memic
    }

    It 'cannot be mistaken for one that is called default: no connection can be' {
        $caught = try { Connect-Memic -ApiKey (New-EmulatorKey) -BaseUri (Get-EmulatorUri) -Name Default } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeExactly 'invalid_input,Memic.Cmdlets.ConnectMemicCommand'
        $caught.ErrorDetails.Message | Should -Match 'Select-MemicConnection'
        Connect-Emulator
        (Get-MemicConnection).Name | Should -Be 'unnamed'
        $caught = try { Get-MemicContext -Connection default } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeExactly 'connection_not_found,Memic.Cmdlets.GetMemicContextCommand'
        $caught.ErrorDetails.Message | Should -Match 'default connection is used where none is named'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'belongs to the runspace, and none is marked where none would be used' {
        Connect-Emulator @{ Name = 'contoso' }
        $shell = New-Shell -Unconnected
        try {
            $shell.AddScript('(Get-MemicConnection).IsDefault').Invoke() | Should -Be $true
            Connect-Emulator @{ Name = 'fabrikam' }
            $shell.Commands.Clear()
            $shell.AddScript('(Get-MemicConnection).IsDefault').Invoke() | Should -Be $false, $false
            $shell.Commands.Clear()
            $shell.AddScript('Select-MemicConnection contoso; (Get-MemicConnection).IsDefault').Invoke() | Should -Be $true, $false
        }
        finally { Close-Shell $shell }
        (Get-MemicConnection).IsDefault | Should -Be $false, $true
    }
}

Describe 'MEMIC_API_KEY and MEMIC_BASE_URL beside a connection' {
    BeforeEach { Initialize-Test }

    AfterEach { $env:MEMIC_API_KEY = $env:MEMIC_BASE_URL = $null }

    It 'that say something else are ignored with a warning, once' {
        $env:MEMIC_API_KEY = New-EmulatorKey
        $env:MEMIC_BASE_URL = 'http://localhost:1/api/v1'
        $null = Get-MemicContext -WarningVariable first -WarningAction SilentlyContinue
        $null = Get-MemicContext -WarningVariable second -WarningAction SilentlyContinue
        "$first" | Should -Match '^MEMIC_API_KEY and MEMIC_BASE_URL differ from the connection in use.*\(connection unnamed\).*Disconnect-Memic'
        "$first" | Should -Not -Match $env:MEMIC_API_KEY
        $second | Should -BeNullOrEmpty
    }

    It 'warn again where they change, and for another connection' {
        $env:MEMIC_BASE_URL = 'http://localhost:1/api/v1'
        $null = Get-MemicContext -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Match '^MEMIC_BASE_URL differs'
        $env:MEMIC_API_KEY = 'no key at all'
        $null = Get-MemicContext -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Match '^MEMIC_API_KEY and MEMIC_BASE_URL differ'
        Connect-Emulator @{ Name = 'other' }
        $null = Get-MemicContext -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Match 'connection other'
    }

    It 'that say the same are no reason to warn, nor are they where the connection is named' {
        $env:MEMIC_API_KEY = New-EmulatorKey
        $env:MEMIC_BASE_URL = Get-EmulatorUri
        Connect-Memic -RateLimit (Get-NoLimit)
        $null = Get-MemicContext -WarningVariable same -WarningAction SilentlyContinue
        $same | Should -BeNullOrEmpty
        $env:MEMIC_API_KEY = New-EmulatorKey
        $null = Get-MemicContext -Connection unnamed -WarningVariable named -WarningAction SilentlyContinue
        $named | Should -BeNullOrEmpty
    }
}
