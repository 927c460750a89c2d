# Puts what was built into artifacts/: the module as a folder and as the package that the PowerShell Gallery takes, and the
# client and the emulator as NuGet packages. The same sources give the same bytes, wherever and whenever they are packed.
# For the restored PowerShell: ./build.ps1 Pack runs it there.
param(
    [string] $Configuration = 'Release',
    [string] $Destination = 'artifacts',
    # Where the project is on GitHub, for what points there. It is not known to the sources.
    [string] $ProjectUri
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$root = Split-Path $PSScriptRoot
$time = [DateTimeOffset]::new(2000, 1, 1, 0, 0, 0, [timespan]::Zero)
. (Join-Path $PSScriptRoot 'Format-Package.ps1')
$manifest = Import-PowerShellDataFile (Join-Path $root Memic.psd1)
$version = $manifest.ModuleVersion

# The newest section of the changelog: what is new since the last release, or in this one.
if ((Get-Content -Raw (Join-Path $root CHANGELOG.md)) -notmatch '(?ms)^## (\S+)[^\n]*\n+(.+?)\s*(?=^## |\z)') { throw 'CHANGELOG.md has no section.' }
$section, $notes = $Matches[1, 2]
if ($section -notin 'Unreleased', $version) { throw "The newest section of CHANGELOG.md is $section; the version is $version." }

if (Test-Path $Destination) { Remove-Item $Destination -Recurse -Force }
$module = (New-Item (Join-Path $Destination "Memic/$version") -ItemType Directory).FullName
$artifacts = Split-Path (Split-Path $module)
Push-Location $root
try {
    Copy-Item README.md, CHANGELOG.md, LICENSE, docs/THIRD-PARTY-NOTICES.txt, bin, en-US -Destination $module -Recurse
    # Symbols and the comments of assemblies are for whoever builds them.
    Get-ChildItem $module/bin -Recurse -Include *.pdb, *.xml -Exclude *.ps1xml | Remove-Item

    # What the rate limit store has in common with the client, Windows PowerShell finds in the folder above.
    Get-ChildItem $module/bin/deps/net472/redis | Where-Object {
        $above = Join-Path $_.Directory.Parent $_.Name
        (Test-Path $above) -and (Get-FileHash $above).Hash -eq (Get-FileHash $_).Hash
    } | Remove-Item

    # The manifest of the package knows more than the one in the sources. Who looks for a cmdlet finds the package by its tags.
    $tags = @('PSIncludes_Cmdlet') + ($manifest.CmdletsToExport | ForEach-Object { "PSCmdlet_$_"; "PSCommand_$_" })
    $more = [ordered]@{ ReleaseNotes = $notes }
    if ($ProjectUri) {
        $more.ProjectUri = $ProjectUri
        $more.LicenseUri = "$ProjectUri/blob/main/LICENSE"
        $more.IconUri = "$ProjectUri/raw/main/docs/icon.png"
    }

    $lines = $more.Keys | ForEach-Object { "            $_ = '$("$($more[$_])".Replace("'", "''"))'" }
    $text = (Get-Content -Raw Memic.psd1) -replace '(?m)^( +Tags += @\(.+)\)', "`$1, '$($tags -join "', '")')"
    $packed = Join-Path $module Memic.psd1
    Set-Content $packed ($text.Replace('            # .build/Pack.ps1 adds more here.', ($lines -join "`n"))) -NoNewline
    if (-not (Test-ModuleManifest $packed).PrivateData.PSData.ReleaseNotes) { throw 'The manifest has no line to put the release notes in place of.' }

    Compress-PSResource $module -DestinationPath $artifacts
    Format-Package (Join-Path $artifacts "Memic.$version.nupkg") $time

    # What an earlier pack left there would be packed again.
    Get-Item src/Memic.Emulator/bin/$Configuration/*/publish | Remove-Item -Recurse

    # MSBuild takes properties from the environment, where a text can have several lines.
    $env:PackageReleaseNotes, $env:PackageProjectUrl = $notes, $ProjectUri
    foreach ($project in 'src/Memic.Client', 'src/Memic.Emulator') {
        dotnet pack $project --configuration $Configuration --no-build --nologo --verbosity quiet --output $artifacts "-p:DeterministicTimestamp=$($time.ToUnixTimeSeconds())"
        if ($LASTEXITCODE -ne 0) { throw "$project could not be packed." }
    }

    Get-ChildItem $artifacts | ForEach-Object { '{0,10:n0} KB  {1}' -f ((Get-ChildItem $_ -Recurse -File | Measure-Object Length -Sum).Sum / 1KB), $_.Name }
}
finally {
    Pop-Location
}
