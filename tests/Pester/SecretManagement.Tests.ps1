BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator

    # Vaults as SecretManagement shows them: secrets come as SecureString, string or credential, and a missing one is an error.
    function New-FakeVault {
        param([string] $Key)
        $folder = Join-Path $TestDrive 'modules/Microsoft.PowerShell.SecretManagement'
        $null = New-Item $folder -ItemType Directory -Force
        Set-Content (Join-Path $folder 'Microsoft.PowerShell.SecretManagement.psm1') @"
function Get-Secret {
    [CmdletBinding()] param([Parameter(Mandatory, Position = 0)] [string] `$Name, [string] `$Vault, [switch] `$AsPlainText)
    `$global:SecretAsked = "`$Name in '`$Vault'"
    `$secure = ConvertTo-SecureString '$Key' -AsPlainText -Force
    switch (`$Name) {
        'Secure' { `$secure }
        'Text' { '$Key' }
        'Credential' { [pscredential]::new('memic', `$secure) }
        'Hashtable' { @{ Key = '$Key' } }
        'Empty' { '' }
        'Nothing' { }
        'Locked' { throw 'The vault is locked.' }
        'Wrong' { 'mk_test_wrong_key' }
        default { Write-Error "The secret `$Name was not found." }
    }
}
Export-ModuleMember -Function Get-Secret
"@
        New-ModuleManifest (Join-Path $folder 'Microsoft.PowerShell.SecretManagement.psd1') -RootModule Microsoft.PowerShell.SecretManagement.psm1 -ModuleVersion 1.1.2 -FunctionsToExport Get-Secret
        Join-Path $TestDrive 'modules'
    }

    # Runs a script in a shell that sees the vaults, and gives back all that it said, in every stream.
    function Invoke-WithVault {
        param([string] $Script)
        $shell = New-Shell -Unconnected
        try {
            $shell.Runspace.SessionStateProxy.SetVariable('Uri', (Get-EmulatorUri))
            $ended = $null
            try { $output = $shell.AddScript($Script).Invoke() } catch { $ended = $_.Exception.InnerException.ErrorRecord }
            $failure = if ($ended) { $ended } else { $shell.Streams.Error[0] }
            $said = @($output; $shell.Streams.Error; $ended; $shell.Streams.Verbose; $shell.Streams.Debug; $shell.Streams.Warning; $shell.Streams.Information)
            [pscustomobject]@{
                Output  = @($output)
                Failure = $failure
                Asked   = $shell.Runspace.SessionStateProxy.GetVariable('SecretAsked')
                Text    = ($said | ForEach-Object { $_ | Out-String; $_ | Format-List * -Force | Out-String; if ($_) { [Management.Automation.PSSerializer]::Serialize($_, 4) } }) -join "`n"
            }
        }
        finally { Close-Shell $shell }
    }
}

Describe 'Connect-Memic -SecretName' {
    BeforeEach {
        Initialize-Test
        Get-MemicConnection | Disconnect-Memic
        $key = New-EmulatorKey
        $oldPath = $env:PSModulePath
        $env:PSModulePath = (New-FakeVault $key) + [IO.Path]::PathSeparator + $oldPath
    }

    AfterEach {
        $env:PSModulePath = $oldPath
        Get-MemicConnection | Disconnect-Memic
    }

    It 'takes the key from a secret that is a <_>' -ForEach 'Secure', 'Text', 'Credential' {
        $run = Invoke-WithVault "Connect-Memic -SecretName $_ -BaseUri `$Uri -Name vault; (Get-MemicContext).EnvironmentSlug"
        $run.Failure | Should -BeNullOrEmpty
        $run.Output | Should -Be 'production'
        $run.Asked | Should -Be "$_ in ''"
        (Get-EmulatorRequest).key | Select-Object -Unique | Should -Be $key
    }

    It 'names the vault where one is given' {
        (Invoke-WithVault 'Connect-Memic -SecretName Secure -Vault Ops -BaseUri $Uri').Asked | Should -Be "Secure in 'Ops'"
    }

    It 'does not name a vault where none is given' {
        (Invoke-WithVault 'Connect-Memic -SecretName Secure -BaseUri $Uri').Asked | Should -Be "Secure in ''"
    }

    It 'does not take the key of the environment instead' {
        $env:MEMIC_API_KEY = New-EmulatorKey
        $null = Invoke-WithVault 'Connect-Memic -SecretName Secure -BaseUri $Uri'
        (Get-EmulatorRequest).key | Should -Be $key
    }

    It 'shows the key in no stream, with -Verbose and -Debug' {
        $run = Invoke-WithVault '$VerbosePreference = $DebugPreference = "Continue"; Connect-Memic -SecretName Secure -Vault Ops -BaseUri $Uri -PassThru; Get-MemicConnection; Get-MemicContext'
        $run.Text | Should -Match 'GET /me'
        $run.Text | Should -Match 'X-API-Key: \(redacted\)'
        $run.Text | Should -Not -Match $key
    }

    It 'is secret_unavailable, which ends the script, for <Name>' -ForEach @(
        @{ Name = 'Missing'; Message = '*The secret Missing was not found.*' }
        @{ Name = 'Locked'; Message = '*The vault is locked.*' }
        @{ Name = 'Nothing'; Message = "*The secret 'Nothing' holds no key.*" }
        @{ Name = 'Hashtable'; Message = "*The secret 'Hashtable' holds no key.*" }
    ) {
        $run = Invoke-WithVault "Connect-Memic -SecretName $Name -BaseUri `$Uri; 'not reached'"
        $run.Failure.FullyQualifiedErrorId | Should -BeExactly 'secret_unavailable,Memic.Cmdlets.ConnectMemicCommand'
        $run.Failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $run.Failure.Exception.Message | Should -BeLike $Message
        $run.Failure.ErrorDetails.RecommendedAction | Should -Match 'Get-SecretInfo'
        $run.Text | Should -Not -Match $key
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'can be caught by its code' {
        $run = Invoke-WithVault 'try { Connect-Memic -SecretName Missing -BaseUri $Uri } catch [Memic.MemicException] { "caught $($_.Exception.Code)" }'
        $run.Output | Should -Be 'caught secret_unavailable'
    }

    It 'is api_key_missing for a secret that is empty' {
        (Invoke-WithVault 'Connect-Memic -SecretName Empty -BaseUri $Uri').Failure.FullyQualifiedErrorId | Should -BeExactly 'api_key_missing,Memic.Cmdlets.ConnectMemicCommand'
    }

    It 'is invalid_api_key for a key that the service refuses' {
        $run = Invoke-WithVault 'Connect-Memic -SecretName Wrong -BaseUri $Uri'
        $run.Failure.FullyQualifiedErrorId | Should -BeExactly 'invalid_api_key,Memic.Cmdlets.ConnectMemicCommand'
        $run.Text | Should -Not -Match 'mk_test_wrong_key'
    }

    It 'is secret_unavailable, naming the module, where it is not installed' {
        $env:PSModulePath = $oldPath
        $run = Invoke-WithVault 'Connect-Memic -SecretName Secure -BaseUri $Uri'
        $run.Failure.FullyQualifiedErrorId | Should -BeExactly 'secret_unavailable,Memic.Cmdlets.ConnectMemicCommand'
        $run.Failure.Exception.Message | Should -BeLike '*Microsoft.PowerShell.SecretManagement is not installed*'
    }

    It 'does not take a key and a secret together' {
        { Connect-Memic -ApiKey x -SecretName y } | Should -Throw -ErrorId 'AmbiguousParameterSet,Memic.Cmdlets.ConnectMemicCommand'
    }
}
