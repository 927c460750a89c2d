# What whoever changes the repository must not forget, each by its name.
BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Import-Module (Get-ModulePath) -Global
    # From the assembly, not from the manifest, which may lack one.
    $cmdlets = (Get-Command -Module Memic -CommandType Cmdlet)[0].ImplementingType.Assembly.GetExportedTypes() |
        Where-Object { $_.GetCustomAttributes([Management.Automation.CmdletAttribute], $false) } |
        ForEach-Object {
            $attribute = $_.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)[0]
            @{ Name = "$($attribute.VerbName)-$($attribute.NounName)"; Type = $_ }
        }
    $codes = Get-MemicErrorCode | ForEach-Object { @{ Code = $_.Code } }
    $template = Get-Content -Raw (Join-Path (Get-RepositoryRoot) .github/ISSUE_TEMPLATE/bug.yml)
    $lines = [regex]::Matches($template, '(?m)^ +value: \|\r?\n((?: {8}\S.*\r?\n)+)') | ForEach-Object { @{ Script = $_.Groups[1].Value -replace '(?m)^ +' } }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
    $manifest = Import-PowerShellDataFile (Get-ModulePath)
    $arguments = Get-Content -Raw (Join-Path $PSScriptRoot Module.Tests.ps1)

    # Where an error is expected by its id, not where one is made or listed.
    $expectations = Get-ChildItem $PSScriptRoot -Filter *.Tests.ps1 | Where-Object Name -NE Get-MemicErrorCode.Tests.ps1 |
        Select-String -Pattern 'Should|ErrorId|Code = ' | Where-Object Line -NotMatch 'Add-EmulatorFault' | ForEach-Object Line
}

Describe '<Name>, whose class is there' -ForEach $cmdlets {
    It 'is in CmdletsToExport of Memic.psd1' {
        $manifest.CmdletsToExport -contains $Name | Should -BeTrue -Because "$Name is a cmdlet of the assembly"
    }

    It 'has its tests in a file of its own' {
        Join-Path $PSScriptRoot "$Name.Tests.ps1" | Should -Exist
    }

    It 'has its arguments in Get-Argument of Module.Tests.ps1, if it needs any' {
        $needed = $Type.GetProperties() | Where-Object { $_.GetCustomAttributes([Management.Automation.ParameterAttribute], $true).Mandatory -contains $true }
        # Those that ask the service nothing are not asked by the tests that need the table.
        if ($needed -and $Type.GetProperty('MaximumRetryCount') -and $Name -ne 'Connect-Memic') {
            $arguments.Contains("'$Name'") | Should -BeTrue -Because "$Name cannot be called without arguments"
        }
    }
}

Describe 'The code <Code>' -ForEach $codes {
    It 'has a test that expects it as the id of an error' {
        $expectations -cmatch "['`"]$Code[,*'`"]" | Should -Not -BeNullOrEmpty -Because "a test must raise $Code and expect its FullyQualifiedErrorId"
    }
}

Describe 'The template of a bug report' {
    BeforeAll {
        Initialize-Test
        Add-EmulatorFault @{ path = '/files/*'; status = 403; code = 'no_entry'; requestId = 'req_42'; times = 9 }
    }

    It 'asks for what can be printed: <Script>' -ForEach $lines {
        $global:Error.Clear()
        Get-MemicFileStatus the-id -MaximumRetryCount 0 -ErrorAction SilentlyContinue
        $printed = & ([scriptblock]::Create($Script.Replace('$Error', '$global:Error'))) | Out-String
        $printed | Should -Match $(if ($Script -match 'Error') { '(?s)no_entry.*req_42' } else { '\d+\.\d+' })
        $printed | Should -Not -Match 'mk_'
    }
}

Describe "The README's picture" {
    BeforeAll {
        $svg = [xml](Get-Content -Raw (Join-Path (Get-RepositoryRoot) docs/terminal.svg))
        $rows = $svg.svg.text | Group-Object y | Sort-Object { [double]$_.Name } | ForEach-Object { $_.Group.'#text' -join ' ' }
        $null = (Get-Content -Raw (Join-Path (Get-RepositoryRoot) .build/Picture.ps1)) -match '(?s)\$commands = \{(.+?)\n\}'
        $drawn = $Matches[1].Trim() -split '\s*\n\s*'
    }

    It 'shows the commands that its script runs' {
        $rows -like 'PS> *' | Should -Be ($drawn | ForEach-Object { "PS> $_" })
    }

    It 'shows the columns that a file has now' {
        Initialize-Test
        $null = Add-EmulatorFile @{ name = 'a.md' }
        $heading = (Get-MemicFile | Out-String -Width 90).Trim() -split '\r?\n' | Select-Object -First 1
        $rows[1] | Should -Be ($heading -replace '\e\[[\d;]*m' -replace ' +', ' ').Trim()
    }
}

Describe 'A PowerShell that a test starts' {
    It 'writes nothing to the log of the machine' {
        $child = Invoke-Child @'
            $settings = [psobject].Assembly.GetType('System.Management.Automation.Configuration.PowerShellConfig')
            $tell = if ($settings) { $settings.GetMethod('GetLogLevel', [Reflection.BindingFlags]'NonPublic, Instance') }
            if ($tell) { "$($tell.Invoke($settings.GetField('Instance', [Reflection.BindingFlags]'NonPublic, Static').GetValue($null), @()))" }
'@
        $child.Error | Should -BeNullOrEmpty
        # On Windows PowerShell has no such setting.
        $child.Output.Trim() | Should -Be $(if ($PSVersionTable.PSEdition -eq 'Desktop' -or $IsWindows) { '' } else { 'Critical' })
    }
}
