<#
.SYNOPSIS
    Builds, tests, shows, measures and packs Memic for PowerShell.
.DESCRIPTION
    The tasks:

    Build  fills bin/ and en-US/, for Import-Module ./Memic.psd1.
    Test   runs every test; the last lines say what failed, and how many.
    Demo   runs the main job through the cmdlets, from connect to an error.
    Shell  opens a PowerShell, connected, in a folder with four documents.
    Bench  measures calls, uploads and the import against their floor.
    Pack   puts the packages of module, client and emulator into artifacts/.
    Clean  removes all that was built.

    They need the .NET 10 SDK and nothing else. Everything runs against an
    emulator on this machine: no account and no network.
.PARAMETER Task
    Build, Test, Demo, Shell, Bench, Pack or Clean, as above; Build by default.
.PARAMETER Configuration
    Debug by default; Bench and Pack always use Release.
.PARAMETER Filter
    The tests to run, as dotnet test --filter takes it: DisplayName~Send-MemicFile for a file of Pester tests.
.PARAMETER PowerShell
    The PowerShell to test on, in place of the restored one: the path of pwsh, powershell.exe or pwsh.dll.
.PARAMETER Module
    The manifest of the module to test, in place of what was built: that of a package, unpacked.
.PARAMETER ProjectUri
    Where the project is on GitHub, for Pack: the packages point there.
.EXAMPLE
    ./build.ps1
    Builds, so that the module can be imported.
.EXAMPLE
    ./build.ps1 Test -Configuration Release
    Builds for release and runs every test.
.EXAMPLE
    ./build.ps1 Test -Filter DisplayName~Send-MemicFile
    Runs one file of Pester tests.
.EXAMPLE
    ./build.ps1 Test -PowerShell powershell.exe
    Runs every test, those of the cmdlets on Windows PowerShell.
.EXAMPLE
    ./build.ps1 Test -Module ./artifacts/Memic/*/Memic.psd1 -Filter FullyQualifiedName~PesterTests
    Runs the tests of the cmdlets on the module that ./build.ps1 Pack made.
#>

#Requires -Version 5.1
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Shell', 'Bench', 'Pack', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    [string] $Filter,

    [string] $PowerShell,

    [string] $Module,

    [string] $ProjectUri
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
if ($Task -in 'Bench', 'Pack') {
    $Configuration = 'Release'
}

function Invoke-Program([string] $Program, [string[]] $Arguments) {
    & $Program @Arguments
    # The program has said what is wrong; an exception on top would only bury it.
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

function Invoke-Build {
    Invoke-Program dotnet @('build', 'Memic.Cmdlets.sln', '--configuration', $Configuration, '--nologo')
}

Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' {
            Invoke-Build
        }
        'Test' {
            $results = Join-Path $PSScriptRoot 'TestResults'
            if (Test-Path $results) { Remove-Item $results -Recurse -Force }
            $named = $env:MEMIC_TEST_POWERSHELL, $env:MEMIC_TEST_MODULE
            if ($PowerShell) {
                $env:MEMIC_TEST_POWERSHELL = if (Test-Path $PowerShell) { (Resolve-Path $PowerShell).Path } else { @(Get-Command $PowerShell -CommandType Application)[0].Source }
            }

            if ($Module) { $env:MEMIC_TEST_MODULE = (Resolve-Path $Module).Path }
            $arguments = @('test', 'Memic.Cmdlets.sln', '--configuration', $Configuration, '--nologo', '--logger', 'trx', '--results-directory', $results)
            if ($Filter) { $arguments += '--filter', $Filter }
            try { dotnet @arguments }
            finally { $env:MEMIC_TEST_POWERSHELL, $env:MEMIC_TEST_MODULE = $named }
            & (Join-Path $PSScriptRoot '.build/Summary.ps1') -Results $results -ExitCode $LASTEXITCODE
            exit $LASTEXITCODE
        }
        'Demo' {
            Invoke-Program dotnet @('run', '--configuration', $Configuration, '--project', 'src/Memic.Demo')
        }
        'Shell' {
            Invoke-Program dotnet @('run', '--configuration', $Configuration, '--project', 'src/Memic.Demo', '--', 'shell')
        }
        'Bench' {
            Invoke-Build
            Invoke-Program dotnet @('run', '--no-build', '--configuration', $Configuration, '--project', 'tests/Memic.Benchmarks')
        }
        'Pack' {
            Invoke-Build
            # On the restored PowerShell, so that what makes the package is the same everywhere.
            $restored = dotnet msbuild src/Memic.Demo -getProperty:PowerShellProgram
            Invoke-Program dotnet @('exec', $restored, '-NoProfile', '-NonInteractive', '-File', '.build/Pack.ps1', '-Configuration', $Configuration, '-ProjectUri', $ProjectUri)
        }
        'Clean' {
            $built = 'bin', 'en-US', 'artifacts', 'TestResults', 'BenchmarkDotNet.Artifacts', 'src/*/bin', 'src/*/obj', 'tests/*/bin', 'tests/*/obj'
            $built | Where-Object { Test-Path $_ } | ForEach-Object { Remove-Item $_ -Recurse -Force }
        }
    }
}
finally {
    Pop-Location
}
