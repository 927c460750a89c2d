BeforeDiscovery {
    $examples = Get-ChildItem (Join-Path $PSScriptRoot '../../docs/examples') -File | Where-Object Extension -In .ps1, .yml, .cron, .xml | ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
    $source = Join-Path (Get-RepositoryRoot) docs/examples

    # A process of its own, in a copy of the examples, as somebody has it who starts from them. The module is on its path.
    function Invoke-Example {
        param([string] $Script, [hashtable] $Environment = @{})
        $modules = Join-Path $copy modules
        $here = @{ MEMIC_API_KEY = $key; EXAMPLES = $copy; PESTER = (Get-Module Pester).Path; PSModulePath = "$modules$([IO.Path]::PathSeparator)$env:PSModulePath" }
        foreach ($name in $Environment.Keys) { $here[$name] = $Environment[$name] }
        Invoke-Child -Environment $here -Script "Import-Module `$env:MEMIC_MODULE`nSet-Location `$env:EXAMPLES`n$Script"
    }

    function Invoke-PesterExample {
        param([string] $Name)
        Invoke-Example -Environment @{ EXAMPLE = $Name } -Script 'Import-Module $env:PESTER; $run = Invoke-Pester "./$env:EXAMPLE" -PassThru -Output None; $run.Tests | ForEach-Object { "$($_.Result): $($_.ExpandedPath) $($_.ErrorRecord)" }; exit $run.FailedCount'
    }

    # What a step of a workflow runs, as GitHub runs it with pwsh: it ends with the first error.
    function Invoke-StepExample {
        param([string] $Name)
        $step = ((Get-Content -Raw (Join-Path $copy $Name)) -split '\r?\n +run: \|\r?\n', 2)[1]
        $indent = [regex]::Match($step, '^ +').Value
        $lines = $step -split '\r?\n' -replace "^$indent"
        Invoke-Example "`$ErrorActionPreference = 'stop'`n$($lines -join "`n")"
    }
}

Describe 'The example <Name>' -ForEach $examples {
    It 'has thirty lines at most' {
        @(Get-Content $Path).Count | Should -BeLessOrEqual 30
    }
}

Describe 'The examples' {
    BeforeEach {
        Initialize-Test
        $key = New-EmulatorKey
        $copy = Join-Path $TestDrive ([guid]::NewGuid())
        Copy-Item $source $copy -Recurse
    }

    Context 'of search quality' {
        It 'pass as a Pester file, with every question answered' {
            $run = Invoke-PesterExample Handbook.Tests.ps1
            $run.Output | Should -Not -Match 'Failed'
            $run.ExitCode | Should -Be 0
            @(Get-EmulatorRequest -Path /search).Count | Should -Be 20
        }

        It 'fail as a Pester file where a document is not found, and name the questions' {
            Remove-Item (Join-Path $copy handbook/leave.md)
            $run = Invoke-PesterExample Handbook.Tests.ps1
            $run.ExitCode | Should -BeGreaterThan 0
            $run.Output | Should -Match 'Failed: The handbook.is found: nine tenths.*When must I call in sick\?'
        }

        It 'pass as a step of a workflow' {
            $run = Invoke-StepExample search-quality.yml
            $run.Error | Should -BeNullOrEmpty
            $run.ExitCode | Should -Be 0
            $run.Output | Should -Match 'True +1 How long is the probation\?'
        }

        It 'fail as a step of a workflow where a document is not found' {
            Remove-Item (Join-Path $copy handbook/leave.md)
            $run = Invoke-StepExample search-quality.yml
            $run.ExitCode | Should -Be 1
            $run.Error | Should -Match 'search_quality_low'
            $run.Output | Should -Match 'False +When must I call in sick\?'
        }
    }
}
