BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
}

Describe 'Get-MemicContext' {
    BeforeEach { Initialize-Test }

    It 'emits whose key it is and which environment it reaches' {
        $context = Get-MemicContext
        $context | Should -BeOfType ([Memic.MemicContext])
        $context.EnvironmentSlug | Should -Be 'production'
        $context.OrganizationName | Should -Be 'Acme Corp'
        $context.ProjectName | Should -Be 'Documents'
        (Get-EmulatorRequest).Call | Should -Be 'GET /me'
    }

    It 'asks with the connection of -Connection' {
        $null = Connect-Memic -ApiKey (Get-EmulatorStagingKey) -BaseUri (Get-EmulatorUri) -Name staging
        Connect-Emulator
        (Get-MemicContext -Connection staging).EnvironmentSlug | Should -Be 'staging'
        (Get-MemicContext).EnvironmentSlug | Should -Be 'production'
    }

    It 'repeats as often as -MaximumRetryCount says' {
        Add-EmulatorFault @{ path = '/me'; status = 500; times = 99 }
        (Get-Failure { Get-MemicContext -MaximumRetryCount 1 }).Exception.Attempts | Should -Be 2
        @(Get-EmulatorRequest).Count | Should -Be 2
    }

    It 'ends the script with invalid_api_key once the key was deleted' {
        Add-EmulatorFault @{ path = '/me'; status = 401 }
        { Get-MemicContext } | Should -Throw -ErrorId 'invalid_api_key,Memic.Cmdlets.GetMemicContextCommand'
    }

    It 'is an error about the connection when it fails' {
        Add-EmulatorFault @{ path = '/me'; status = 403 }
        $failure = Get-Failure { Get-MemicContext }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'forbidden,Memic.Cmdlets.GetMemicContextCommand'
        $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
        $failure.TargetObject | Should -Be 'unnamed'
    }
}
