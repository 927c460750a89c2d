BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator

    # Assemblies of other modules: the same simple names, other versions, nothing inside that we would need. No host has them itself.
    $others = Join-Path $TestDrive others
    $null = New-Item -ItemType Directory $others
    # Add-Type of PowerShell 7 cannot name an assembly, the compiler behind it can.
    $desktop = $PSVersionTable.PSEdition -eq 'Desktop'
    if (-not $desktop) {
        if (-not ('Memic.Tests.Warm' -as [type])) { Add-Type 'namespace Memic.Tests { public class Warm { } }' }
        $references = [Microsoft.CodeAnalysis.MetadataReference[]][Microsoft.CodeAnalysis.MetadataReference]::CreateFromFile([object].Assembly.Location)
        $options = [Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions]::new('DynamicallyLinkedLibrary')
    }
    foreach ($name in 'Polly.Core', 'Microsoft.Bcl.TimeProvider') {
        $double = "[assembly: System.Reflection.AssemblyVersion(`"99.9.9.9`")] namespace Other { public class $($name.Replace('.', '')) { } }"
        $file = Join-Path $others "$name.dll"
        if ($desktop) { Add-Type $double -OutputAssembly $file; continue }
        $tree = [Microsoft.CodeAnalysis.SyntaxTree[]][Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree]::ParseText($double)
        $compilation = [Microsoft.CodeAnalysis.CSharp.CSharpCompilation]::Create($name, $tree, $references, $options)
        $result = [Microsoft.CodeAnalysis.FileSystemExtensions]::Emit($compilation, $file)
        if (-not $result.Success) { throw "$($result.Diagnostics)" }
    }

    # A real call of each kind, the first of an upload repeated, and where the assemblies are afterwards.
    $script:Call = @'
        function Get-Polly { @([AppDomain]::CurrentDomain.GetAssemblies().GetName() | Where-Object { $_.Name -eq 'Polly.Core' -and $_.Version.Major -lt 99 }).Count }
        $null = Get-MemicContext
        "pollyBefore=$(Get-Polly)"
        $path = Join-Path $env:TEST_FOLDER a.md
        Set-Content $path hello
        "name=$((Send-MemicFile $path).Name)"
        try { Get-MemicFileStatus nope -ErrorAction Stop } catch [Memic.MemicException] { "caught=$($_.Exception.Code)" }
        "pollyAfter=$(Get-Polly)"
        $context = 'Runtime.Loader.AssemblyLoadContext' -as [type]
        $assemblies = if ($context) { $context::Default.Assemblies } else { [AppDomain]::CurrentDomain.GetAssemblies() }
        "default=$(($assemblies | ForEach-Object { $_.GetName() } | ForEach-Object { "$($_.Name) $($_.Version)" }) -join ',')"
'@

    function Read-Child {
        param([string] $Script)
        Add-EmulatorFault @{ path = '/files/init'; status = 503 }
        $child = Invoke-Child -Environment @{ TEST_OTHERS = $others; TEST_FOLDER = "$TestDrive" } $Script
        $child.Error | Should -BeNullOrEmpty
        $values = @{}
        foreach ($line in $child.Output -split '\r?\n' -match '=') { $name, $value = $line -split '=', 2; $values[$name] = $value }
        $values
    }
}

Describe 'The module beside others' {
    BeforeEach { Initialize-Test }

    # .NET Framework has one context for all.
    It 'keeps its client and its dependencies out of the host''s own load context, and loads what repeats requests only once one has failed' -Skip:($PSVersionTable.PSEdition -eq 'Desktop') {
        $values = Read-Child ('Import-Module $env:MEMIC_MODULE' + "`n" + $Call)
        $values.name | Should -Be 'a.md'
        $values.default | Should -Match 'Memic\.Cmdlets'
        $values.default | Should -Not -Match 'Memic\.Client|Polly'
        $values.pollyBefore, $values.pollyAfter | Should -Be 0, 1
    }

    It 'runs the client that is compiled for the platform, where the module has it' -Skip:($PSVersionTable.PSEdition -eq 'Desktop') {
        $copy = (New-Item -ItemType Directory (Join-Path $TestDrive compiled)).FullName
        Copy-Item (Get-ModulePath), (Join-Path (Split-Path (Get-ModulePath)) bin) $copy -Recurse
        $system = if ($IsWindows) { 'win' } elseif ($IsMacOS) { 'osx' } else { 'linux' }
        $platform = "$system-$([Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture)".ToLowerInvariant()
        $dependencies = Join-Path $copy bin/deps/net8.0
        $null = New-Item -ItemType Directory (Join-Path $dependencies $platform) -Force
        Copy-Item (Join-Path $dependencies Memic.Client.dll) (Join-Path $dependencies $platform) -Force
        $child = Invoke-Child -Environment @{ TEST_MODULE = Join-Path $copy Memic.psd1 } 'Import-Module $env:TEST_MODULE; [Memic.MemicFile].Assembly.Location; (Get-MemicContext).EnvironmentSlug'
        $child.Error | Should -BeNullOrEmpty
        $child.Output -split '\r?\n' | Where-Object { $_ } | Should -Be (Join-Path $dependencies $platform Memic.Client.dll), 'production'
    }

    It 'works after another version of its dependencies was loaded' {
        $values = Read-Child (@'
            Get-ChildItem $env:TEST_OTHERS -Filter *.dll | ForEach-Object { Add-Type -Path $_.FullName }
            Import-Module $env:MEMIC_MODULE
'@ + "`n" + $Call)
        $values.name | Should -Be 'a.md'
        $values.caught | Should -Be 'file_not_found'
        $values.default | Should -Match 'Polly\.Core 99\.9\.9\.9'
        $values.pollyAfter | Should -Be 1
    }

    It 'leaves another version of its dependencies to those who load it later' {
        $values = Read-Child (@'
            Import-Module $env:MEMIC_MODULE
            $null = Get-MemicContext
            Get-ChildItem $env:TEST_OTHERS -Filter *.dll | ForEach-Object { Add-Type -Path $_.FullName }
            "other=$([Other.PollyCore].Assembly.GetName().Version)"
'@ + "`n" + $Call)
        $values.other | Should -Be '99.9.9.9'
        $values.pollyAfter | Should -Be 1
        $values.name | Should -Be 'a.md'
        $values.caught | Should -Be 'file_not_found'
    }

    Context 'when it is imported' {
        BeforeAll {
            Initialize-Test
            $child = Invoke-Child 'Import-Module $env:MEMIC_MODULE; @(Get-MemicConnection).Count; foreach ($name in "MemicException", "MemicFile", "MemicPrompt", "MemicConnection", "MemicContext", "MemicErrorCode") { ("Memic.$name" -as [type]).FullName }'
            $requests = @(Get-EmulatorRequest)
            $lines = $child.Output -split '\r?\n' | Where-Object { $_ }
        }

        It 'asks nothing of the service, and makes no connection' {
            $lines[0] | Should -Be '0'
            $requests | Should -BeNullOrEmpty
        }

        It 'gives its types to scripts by their names' {
            $lines | Select-Object -Skip 1 | Should -Be 'Memic.MemicException', 'Memic.MemicFile', 'Memic.MemicPrompt', 'Memic.MemicConnection', 'Memic.MemicContext', 'Memic.MemicErrorCode'
        }
    }

    It 'can be imported by many runspaces at the same moment' {
        $child = Invoke-Child @'
            $gate = [Threading.ManualResetEventSlim]::new()
            $shells = 1..8 | ForEach-Object {
                $runspace = [runspacefactory]::CreateRunspace()
                $runspace.Open()
                $runspace.SessionStateProxy.SetVariable('gate', $gate)
                $shell = [powershell]::Create()
                $shell.Runspace = $runspace
                $null = $shell.AddScript('$gate.Wait(); Import-Module $env:MEMIC_MODULE -ErrorAction Stop; try { Get-MemicFileStatus nope -ErrorAction Stop } catch [Memic.MemicException] { $_.Exception.Code }')
                [pscustomobject]@{ Shell = $shell; Async = $shell.BeginInvoke() }
            }
            Start-Sleep -Milliseconds 500
            $gate.Set()
            foreach ($one in $shells) { $one.Shell.EndInvoke($one.Async); $one.Shell.Streams.Error }
'@
        $child.Error | Should -BeNullOrEmpty
        $child.Output -split '\r?\n' | Where-Object { $_ } | Should -Be (@('file_not_found') * 8)
    }

    It 'can be imported in ForEach-Object -Parallel' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $child = Invoke-Child '1..6 | ForEach-Object -Parallel { Import-Module $env:MEMIC_MODULE; (Get-MemicContext).EnvironmentSlug } -ThrottleLimit 6'
        $child.Error | Should -BeNullOrEmpty
        $child.Output -split '\r?\n' | Where-Object { $_ } | Should -Be (@('production') * 6)
    }

    Context 'in a script that runs unattended' {
        BeforeAll {
            Initialize-Test
            $child = Invoke-Child @'
                Set-StrictMode -Version Latest
                $ErrorActionPreference = 'Stop'
                foreach ($turn in 1..3) { Import-Module $env:MEMIC_MODULE -Force; (Get-MemicPrompt summarizer).Name; Remove-Module Memic }
                Import-Module $env:MEMIC_MODULE
                try { Get-MemicFileStatus nope } catch { exit 7 }
'@
        }

        It 'works under strict mode, with ErrorActionPreference Stop' {
            $child.Error | Should -BeNullOrEmpty
        }

        It 'can be removed and imported again' {
            $child.Output -split '\r?\n' | Where-Object { $_ } | Should -Be (@('summarizer') * 3)
        }

        It 'ends with the exit code of the script' {
            $child.ExitCode | Should -Be 7
        }
    }
}
