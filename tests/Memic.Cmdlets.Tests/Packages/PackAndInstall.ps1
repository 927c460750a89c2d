# Packs what was built, and installs the module and the emulator from their packages, with no other source. On the restored PowerShell.
param([string] $Root, [string] $Configuration, [string] $ProjectUri, [string] $Destination)

$ErrorActionPreference = 'Stop'
$packages = Join-Path $Destination packages
& (Join-Path $Root .build/Pack.ps1) -Configuration $Configuration -Destination $packages -ProjectUri $ProjectUri

# The same files, found at another time, make the same package.
. (Join-Path $Root .build/Format-Package.ps1)
$module = Get-Item $packages/Memic/*
Get-ChildItem $module -Recurse -File | ForEach-Object { $_.LastWriteTime = Get-Date }
$null = New-Item $Destination/again -ItemType Directory
Compress-PSResource $module -DestinationPath $Destination/again
Format-Package (Get-Item $Destination/again/*.nupkg) ([DateTimeOffset]'2000-01-01Z')

$null = New-Item $Destination/modules, $Destination/tools -ItemType Directory
Register-PSResourceRepository memic -Uri $packages -Trusted
Save-PSResource Memic -Repository memic -Path $Destination/modules
dotnet tool install Memic.Emulator --source $packages --tool-path $Destination/tools
exit $LASTEXITCODE
