<#
.SYNOPSIS
    Builds, tests, shows, measures and packs Memic for PowerShell.
.DESCRIPTION
    Needs the .NET 10 SDK; Test also needs Pester 5. Everything runs against an emulator on this machine: no account and no network.
.PARAMETER Task
    Build  fills bin/ and en-US/, so that Import-Module ./Memic.psd1 works.
    Test   runs the tests of the client (dotnet test) and of the cmdlets (Pester), and prints how many passed, failed and were skipped.
    Demo   runs the main job through the cmdlets: connect, send, wait, search, prompt, one error.
    Bench  measures calls, uploads and the import against the least that they could cost.
    Pack   puts the module and the emulator into artifacts/.
    Clean  removes all that was built.
.PARAMETER Configuration
    Debug by default; Bench and Pack always use Release.
.EXAMPLE
    ./build.ps1
    Builds, so that the module can be imported.
.EXAMPLE
    ./build.ps1 Test -Configuration Release
    Builds for release and runs every test.
#>

#Requires -Version 5.1
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Bench', 'Pack', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
if ($Task -in 'Bench', 'Pack') {
    $Configuration = 'Release'
}

function Invoke-Program([string] $Program, [string[]] $Arguments) {
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) {
        throw "$Program $($Arguments -join ' ') ended with $LASTEXITCODE."
    }
}

# In a process of its own: a module that is imported here would lock bin/ until this shell ends.
function Invoke-Script([string] $Name, [string[]] $Arguments = @()) {
    $shell = (Get-Process -Id $PID).Path
    Invoke-Program $shell (@('-NoProfile', '-NonInteractive', '-File', (Join-Path (Join-Path $PSScriptRoot '.build') $Name)) + $Arguments)
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
            Invoke-Build
            Invoke-Script 'Test.ps1' @('-Configuration', $Configuration)
        }
        'Demo' {
            Invoke-Build
            Invoke-Script 'Demo.ps1' @('-Configuration', $Configuration)
        }
        'Bench' {
            Invoke-Build
            Invoke-Program dotnet @('run', '--no-build', '--configuration', $Configuration, '--project', 'tests/Memic.Benchmarks')
        }
        'Pack' {
            Invoke-Build
            Invoke-Script 'Pack.ps1'
        }
        'Clean' {
            $built = 'bin', 'en-US', 'artifacts', 'TestResults', 'src/*/bin', 'src/*/obj', 'tests/*/bin', 'tests/*/obj'
            $built | Where-Object { Test-Path $_ } | ForEach-Object { Remove-Item $_ -Recurse -Force }
        }
    }
}
finally {
    Pop-Location
}
