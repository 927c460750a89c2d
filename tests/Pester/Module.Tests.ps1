BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Import-Module (Get-ModulePath) -Global
    $cmdlets = Get-Command -Module Memic -CommandType Cmdlet | ForEach-Object { @{ Name = $_.Name; Cmdlet = $_ } }
    $processing = $cmdlets | Where-Object { $_.Cmdlet.Parameters.ContainsKey('WhatIf') }
    # All that ask the service something: the rest work without it, or tell of a failure in what they emit.
    $refusable = $cmdlets | Where-Object { $_.Cmdlet.Parameters.ContainsKey('MaximumRetryCount') -and $_.Name -notin 'Connect-Memic', 'Get-MemicRateLimit', 'Test-MemicConnection' }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
    $root = Get-RepositoryRoot
    $manifest = Test-ModuleManifest (Get-ModulePath)
    $comments = @{}
    foreach ($member in ([xml](Get-Content -Raw (Join-Path $root 'bin/Memic.Cmdlets.xml'))).doc.members.member) { $comments[$member.name] = $member.summary }
    $file = Join-Path $TestDrive a.md
    Set-Content $file hello

    # What each cmdlet needs to make one request, and nothing for those that make none.
    function Get-Argument {
        param([string] $Name)
        switch ($Name) {
            'Send-MemicFile' { @{ Path = $file } }
            'Get-MemicPrompt' { @{ Name = 'nope' } }
            'Invoke-MemicChat' { @{ Question = 'why?' } }
            'Search-MemicContent' { @{ Query = 'why' } }
            'Test-MemicSearch' { @{ Query = 'why'; FileName = 'a.md' } }
            'Sync-MemicFolder' { @{ Path = "$TestDrive" } }
            'Remove-MemicFile' { @{ Id = 'nope'; Force = $true } }
            { $_ -in 'Get-MemicFileStatus', 'Wait-MemicFile' } { @{ Id = 'nope' } }
            default { @{} }
        }
    }
}

Describe 'The module' {
    It 'has a valid manifest for both editions' {
        $manifest.CompatiblePSEditions | Should -Be 'Desktop', 'Core'
        $manifest.PowerShellVersion | Should -Be '5.1'
    }

    It 'exports exactly the cmdlets that its assembly has, by name' {
        $inAssembly = (Get-Command -Module Memic -CommandType Cmdlet)[0].ImplementingType.Assembly.GetExportedTypes() |
            ForEach-Object { $_.GetCustomAttributes([Management.Automation.CmdletAttribute], $false) } | ForEach-Object { "$($_.VerbName)-$($_.NounName)" }
        $listed = (Import-PowerShellDataFile (Get-ModulePath)).CmdletsToExport
        $listed | Sort-Object | Should -Be ($inAssembly | Sort-Object)
        $listed | Should -Not -Contain '*'
        (Get-Command -Module Memic -CommandType Cmdlet).Name | Sort-Object | Should -Be ($inAssembly | Sort-Object)
    }

    It 'exports nothing but cmdlets and their aliases' {
        Get-Command -Module Memic -CommandType Function, Filter | Should -BeNullOrEmpty
        (Get-Module Memic).ExportedVariables.Count | Should -Be 0
    }

    It 'explains <_> to Get-Help' -ForEach 'about_Memic', 'about_Memic_Errors', 'about_Memic_Limits', 'about_Memic_Runbooks', 'about_Memic_Secrets', 'about_Memic_Emulator' {
        $text = Get-Help $_ | Out-String
        $text | Should -Match "(?s)TOPIC\s+$_\s.*SHORT DESCRIPTION.*LONG DESCRIPTION.*SEE ALSO"
        $text.Split("`n").Where{ $_.TrimEnd().Length -gt 80 } | Should -BeNullOrEmpty
    }

    It 'explains every code in about_Memic_Errors' {
        $text = Get-Help about_Memic_Errors | Out-String
        Get-MemicErrorCode | ForEach-Object { $text | Should -MatchExactly "\n    $($_.Code) \(" }
    }

    It 'explains every fault of the emulator, by the words of its --help, in about_Memic_Emulator' {
        $program, $first = Get-EmulatorCommand
        $help = & $program $first --help | Out-String
        $null = $help -match '(?s)with these fields:(.*?)and one of these kinds:(.*?)Usage:'
        $words = [regex]::Matches($Matches[1] + $Matches[2], '(?m)^ {4}(\w+) ').ForEach{ $_.Groups[1].Value }
        $words.Count | Should -BeGreaterThan 30
        $text = Get-Help about_Memic_Emulator | Out-String
        foreach ($word in $words) { $text | Should -MatchExactly "(?m)^    (\w+, )?$word\b" }
    }

    It 'has no class of a cmdlet without a cmdlet of its own that can be made from outside' {
        $types = (Get-Command -Module Memic -CommandType Cmdlet)[0].ImplementingType.Assembly.GetExportedTypes()
        $open = $types | Where-Object { [Management.Automation.Cmdlet].IsAssignableFrom($_) -and -not $_.IsAbstract -and -not $_.IsSealed }
        $open | Should -BeNullOrEmpty
    }

    It 'has no test file for a cmdlet that it does not export' {
        $named = (Get-ChildItem $PSScriptRoot -Filter *-*.Tests.ps1).Name -replace '\.Tests\.ps1$'
        $named | Where-Object { $_ -notin (Get-Command -Module Memic -CommandType Cmdlet).Name } | Should -BeNullOrEmpty
    }
}

Describe '<Name>' -ForEach $cmdlets {
    It 'has a source file of its own' {
        $source = Get-ChildItem (Join-Path $root 'src/Memic.Cmdlets') -Recurse -Filter "$($Cmdlet.ImplementingType.Name).cs" | Where-Object FullName -NotMatch '[\\/]obj[\\/]'
        $source | Should -HaveCount 1
    }

    It 'has a test file of its own' {
        Join-Path $PSScriptRoot "$Name.Tests.ps1" | Should -Exist
    }

    It 'has an approved verb and the noun of the module, in the singular' {
        (Get-Verb).Verb | Should -Contain $Cmdlet.Verb
        $Cmdlet.Noun | Should -MatchExactly '^Memic([A-Z][a-z]+)*$'
        $Cmdlet.Noun | Should -Not -Match '(?<![su])s$'
    }

    It 'has a page of help of its own' {
        Get-Content (Join-Path $root "docs/en-US/$Name.md") -TotalCount 1 | Should -BeExactly "# $Name"
    }

    It 'completes each parameter whose values are known' {
        foreach ($parameter in $Cmdlet.Parameters.Values | Where-Object { -not $_.Attributes.Where{ $_.DontShow } }) {
            # No list has reference ids or connectors; a new connection can have any name.
            $isKnown = $parameter.Name -match '^(Connection|MimeType|Status|Code|RateLimit|EnvironmentSlug|Name|\w*(?<!Reference|Connector)Id)$' -and $Name -ne 'Connect-Memic' -or $parameter.Name -eq 'RateLimit'
            if ($isKnown) { $parameter.Attributes.Where{ $_ -is [Management.Automation.ArgumentCompleterAttribute] } | Should -Not -BeNullOrEmpty -Because "the values of -$($parameter.Name) are known" }
        }
    }

    It 'explains each of its parameters to Get-Help' {
        $common = [Management.Automation.PSCmdlet]::CommonParameters
        $explained = @{}
        foreach ($help in Get-Help $Name -Parameter *) { $explained[$help.name] = $help.description.Text }
        foreach ($parameter in $Cmdlet.Parameters.Values | Where-Object { $_.Name -notin $common -and -not $_.Attributes.Where{ $_.DontShow } }) {
            $explained[$parameter.Name] | Should -Not -BeNullOrEmpty -Because $parameter.Name
        }
    }

    It 'says what it emits' {
        $says = $Cmdlet.ImplementingType.GetCustomAttributes([Management.Automation.OutputTypeAttribute], $false)
        if ($Cmdlet.Verb -notin 'Disconnect', 'Remove') { $says | Should -Not -BeNullOrEmpty }
        foreach ($type in $says.Type.Type) { $type | Should -Not -Be ([object]) }
    }

    It 'has a documentation comment for itself and for each of its own parameters' {
        $type = $Cmdlet.ImplementingType
        $comments["T:$($type.FullName)"] | Should -Not -BeNullOrEmpty
        foreach ($property in $type.GetProperties() | Where-Object { $_.GetCustomAttributes([Management.Automation.ParameterAttribute], $true) }) {
            $comments["P:$($property.DeclaringType.FullName).$($property.Name)"] | Should -Not -BeNullOrEmpty -Because "-$($property.Name) is a parameter"
        }
    }

    It 'has no parameter of the type object but -Connection and -ApiKey, which take several kinds of value' {
        $Cmdlet.Parameters.Values | Where-Object ParameterType -EQ ([object]) | ForEach-Object Name | Where-Object { $_ -notin 'Connection', 'ApiKey' } | Should -BeNullOrEmpty
    }
}

Describe '<Name>, when the service refuses' -ForEach $refusable {
    BeforeEach {
        Initialize-Test
        $with = Get-Argument $Name
        Add-EmulatorFault @{ status = 403; code = 'no_entry'; times = 999 }
    }

    It 'goes on with -ErrorAction SilentlyContinue, with the error in -ErrorVariable' {
        { & $Name @with -ErrorAction SilentlyContinue -ErrorVariable failures } | Should -Not -Throw
        & $Name @with -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].FullyQualifiedErrorId | Should -BeExactly "no_entry,$($Cmdlet.ImplementingType.FullName)"
    }

    It 'sets $? to false, and leaves nothing in $Error with -ErrorAction Ignore' {
        & $Name @with -ErrorAction Ignore
        $? | Should -BeFalse
        $global:Error | Should -BeNullOrEmpty
    }

    It 'shows its key in none of the six streams, nor in the error' {
        $DebugPreference = $VerbosePreference = $InformationPreference = 'Continue'
        $said = & $Name @with -ErrorVariable failures *>&1
        ($said | Where-Object { $_ -is [Management.Automation.DebugRecord] }) | Should -Not -BeNullOrEmpty
        $text = @($said; $failures) | ForEach-Object { "$_"; $_ | Format-List * -Force | Out-String; if ($_) { [Management.Automation.PSSerializer]::Serialize($_, 3) } }
        $text -match "$(Get-EmulatorRequest | Select-Object -First 1 -ExpandProperty key)" | Should -BeNullOrEmpty
    }

    It 'ends with -ErrorAction Stop' {
        { & $Name @with -ErrorAction Stop } | Should -Throw -ErrorId "no_entry,$($Cmdlet.ImplementingType.FullName)"
    }
}

Describe '<Name>, without a key' -ForEach $refusable {
    It 'ends with api_key_missing' {
        Initialize-Test
        Get-MemicConnection | Disconnect-Memic
        $with = Get-Argument $Name
        { & $Name @with -ErrorAction SilentlyContinue } | Should -Throw -ErrorId "api_key_missing,$($Cmdlet.ImplementingType.FullName)"
    }
}

Describe '<Name>, which changes something' -ForEach $processing {
    It 'sends nothing that changes something with -WhatIf' {
        Initialize-Test
        $id = Add-EmulatorFile @{ name = 'a.md' }
        $with = Get-Argument $Name
        if ($with.Id) { $with.Id = $id }
        & $Name @with -WhatIf
        Get-EmulatorRequest | Where-Object method -NE GET | Should -BeNullOrEmpty
        (Get-MemicContext).EnvironmentSlug | Should -Be 'production'
    }
}
