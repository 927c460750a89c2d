# Puts what was built for release into artifacts/: the module as a folder and a zip, and the emulator as a .NET tool.
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$root = Split-Path $PSScriptRoot
$artifacts = Join-Path $root 'artifacts'
$version = (Import-PowerShellDataFile (Join-Path $root 'Memic.psd1')).ModuleVersion
$module = Join-Path $artifacts "Memic/$version"

if (Test-Path $artifacts) {
    Remove-Item $artifacts -Recurse -Force
}

$null = New-Item $module -ItemType Directory
Push-Location $root
try {
    Copy-Item Memic.psd1, README.md, CHANGELOG.md, LICENSE, bin, en-US -Destination $module -Recurse
    # Symbols and the comments of assemblies are for whoever builds them.
    Get-ChildItem $module/bin -Recurse -Include *.pdb, *.xml -Exclude *.ps1xml | Remove-Item
    $null = Test-ModuleManifest (Join-Path $module 'Memic.psd1')
    Add-Type -AssemblyName System.IO.Compression.FileSystem
    [IO.Compression.ZipFile]::CreateFromDirectory($module, (Join-Path $artifacts "Memic.$version.zip"))

    dotnet pack src/Memic.Emulator --configuration Release --no-build --nologo --output $artifacts
    if ($LASTEXITCODE -ne 0) {
        throw 'The emulator could not be packed.'
    }

    Get-ChildItem $artifacts
}
finally {
    Pop-Location
}
