# Starts the emulator and talks to its control plane, so that a test can say what goes wrong and see what was asked.
# One emulator serves the whole run: Start-Emulator gives back the one that runs, Reset-Emulator makes it as new.
# For every host that the module is for: Windows PowerShell 5.1 has no ??, no ArgumentList, no -NoProxy, no ThreadJob.

$script:Root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
$script:Process = $null
$script:Origin = $null
# Without it each request would open a connection.
$script:Session = New-Object Microsoft.PowerShell.Commands.WebRequestSession
$script:DotNet = if ($env:MEMIC_TEST_DOTNET) { $env:MEMIC_TEST_DOTNET } else { 'dotnet' }
$script:KeysGiven = 0
$script:PortsGiven = [Collections.Generic.HashSet[int]]::new()
$script:KeyStart = "mk_test_$([guid]::NewGuid().ToString('N'))_"
$script:StagingKey = 'mk_test_staging_' + [guid]::NewGuid().ToString('N')
$script:NoLimits = @{ Ingestion = 0; Status = 0; List = 0; Search = 0; Chat = 0; Prompts = 0 }

function Get-RepositoryRoot { $script:Root }

# The module of this clone, or the one that is to be tested in its place, such as that of a package.
function Get-ModulePath { if ($env:MEMIC_TEST_MODULE) { $env:MEMIC_TEST_MODULE } else { Join-Path $script:Root 'Memic.psd1' } }

# The newest of the assemblies that a project was built to.
function Get-Built {
    param([string] $Project, [string] $Name)
    $built = Get-ChildItem (Join-Path $Project bin) -Recurse -Filter $Name -ErrorAction SilentlyContinue | Sort-Object LastWriteTime | Select-Object -Last 1 -ExpandProperty FullName
    if (-not $built) { throw "$Name is not built: run dotnet build at the root first." }
    $built
}

# How to start a program with its output to be read. Neither the programs' paths nor the arguments here have quotes in them.
function New-ProcessStart {
    param([string] $Program, [object[]] $Argument)
    $start = [Diagnostics.ProcessStartInfo]::new($Program, (($Argument | ForEach-Object { "`"$_`"" }) -join ' '))
    $start.RedirectStandardOutput = $true
    $start.UseShellExecute = $false
    $start
}

# What the file before left in the environment says nothing to the next.
function Clear-Environment { $env:MEMIC_API_KEY = $env:MEMIC_BASE_URL = $env:MEMIC_RATE_LIMIT_STORE = $null }

# Files are ready 0.2 s after they are confirmed, and nothing is limited, unless a test asks for it.
function Start-Emulator {
    Clear-Environment
    Import-Module (Get-ModulePath) -Global
    if ($script:Process -and -not $script:Process.HasExited) { return }
    # By hand, without the build's own word on where it is.
    $dll = if ($env:MEMIC_TEST_EMULATOR) { $env:MEMIC_TEST_EMULATOR } else { Get-Built (Join-Path $script:Root 'src/Memic.Emulator') Memic.Emulator.dll }
    $script:Program = $dll
    $arguments = @($dll, '--port', '0', '--parent-pid', $PID, '--no-limits', '--processing-time', '0.2')
    $arguments += '--key', "$($script:KeyStart)????", '--key', "$script:StagingKey=staging"
    $start = New-ProcessStart $script:DotNet $arguments
    # What .NET puts into the temporary folder for debuggers would stay when the process is killed.
    $start.Environment['DOTNET_EnableDiagnostics'] = '0'
    $script:Process = [Diagnostics.Process]::Start($start)
    $line = $script:Process.StandardOutput.ReadLine()
    if ($line -notmatch '(http://\S+?)/*$') { throw "The emulator did not start: $line" }
    $script:Origin = ([uri]$Matches[1]).GetLeftPart('Authority')
}

function Stop-Emulator {
    if ($script:Process -and -not $script:Process.HasExited) { $script:Process.Kill(); $script:Process.WaitForExit() }
    $script:Process = $null
}

# The program and its first argument: how somebody else starts an emulator of their own.
function Get-EmulatorCommand { $script:DotNet, $script:Program }

function Get-EmulatorUri { "$script:Origin/api/v1" }

function Get-EmulatorOrigin { $script:Origin }

function Invoke-Control {
    param([string] $Method, [string] $Path, $Body)
    $request = @{ Method = $Method; Uri = "$script:Origin/_emulator/$Path"; WebSession = $script:Session; Verbose = $false; Debug = $false; UseBasicParsing = $true }
    if ($PSVersionTable.PSEdition -ne 'Desktop') { $request.NoProxy = $true }
    if ($PSBoundParameters.ContainsKey('Body')) { $request.Body = [Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $Body -Depth 10 -Compress)) }
    $old = $ProgressPreference
    $ProgressPreference = 'SilentlyContinue'
    try { $answer = Invoke-RestMethod @request; $answer } finally { $ProgressPreference = $old }
}

function Reset-Emulator { Invoke-Control POST reset | Out-Null }

function Get-EmulatorState { Invoke-Control GET state }

# The requests to the API and to storage, oldest first, each with Call: '<method> <path below the API>'.
function Get-EmulatorRequest {
    param([string] $Method = '*', [string] $Path = '*')
    foreach ($request in Invoke-Control GET requests) {
        $below = $request.path -replace '^/api/v1', ''
        if ($request.method -like $Method -and $below -like $Path) {
            $request | Add-Member -PassThru Call "$($request.method) $below"
        }
    }
}

function Clear-EmulatorRequest { Invoke-Control DELETE requests | Out-Null }

function Add-EmulatorFault { param([hashtable] $Fault) Invoke-Control POST faults $Fault | Out-Null }

function Clear-EmulatorFault { Invoke-Control DELETE faults | Out-Null }

function Set-EmulatorOption { param([hashtable] $Option) Invoke-Control PUT options $Option | Out-Null }

function Set-EmulatorPrompt { param([string] $Name, [hashtable] $Prompt) Invoke-Control PUT "prompts/$Name" $Prompt | Out-Null }

# Puts files there without uploading them and gives back their ids.
function Add-EmulatorFile { param([hashtable[]] $File) (Invoke-Control POST files @($File)).id }

function Set-EmulatorFile { param([string] $Id, [hashtable] $File) Invoke-Control PATCH "files/$Id" $File | Out-Null }

# A key that nobody has used: limits, which are kept by key, cannot reach from one test into another.
function New-EmulatorKey { '{0}{1:d4}' -f $script:KeyStart, ++$script:KeysGiven }

function Get-EmulatorStagingKey { $script:StagingKey }

function Get-NoLimit { $script:NoLimits.Clone() }

# Connects with a fresh key and without limits of the client's own; parameters of Connect-Memic can be added.
function Connect-Emulator {
    param([hashtable] $With = @{})
    $parameters = @{ ApiKey = New-EmulatorKey; BaseUri = Get-EmulatorUri; RateLimit = Get-NoLimit; ErrorAction = 'Stop' }
    foreach ($name in $With.Keys) { $parameters[$name] = $With[$name] }
    Connect-Memic @parameters
    Clear-EmulatorRequest
}

# What a test begins with: a new emulator, no connection but a fresh default one, nothing in the environment.
function Initialize-Test {
    Reset-Emulator
    Clear-Environment
    Get-MemicConnection | Disconnect-Memic
    Connect-Emulator
    $global:Error.Clear()
}

# The errors of a script block that goes on after each, with what it emitted.
function Get-Failure {
    param([scriptblock] $Script)
    try { $records = & $Script 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] } } catch { $records = $_ }
    $records
}

# How many of the requests were under way at the same moment, at most.
function Measure-Overlap {
    param($Request)
    $marks = foreach ($item in $Request) {
        [pscustomobject]@{ At = ([datetime]$item.at).Ticks; Step = 1 }
        [pscustomobject]@{ At = ([datetime]$item.at).Ticks + [timespan]::FromSeconds($item.duration).Ticks; Step = -1 }
    }
    $now = $most = 0
    foreach ($mark in $marks | Sort-Object At, Step) { $now += $mark.Step; $most = [math]::Max($most, $now) }
    $most
}

# Waits until something holds; a test that waits in vain fails.
function Wait-Until {
    param([scriptblock] $Condition, [double] $Seconds = 60)
    $watch = [Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($watch.Elapsed.TotalSeconds -gt $Seconds) { throw "Not within $Seconds s: $Condition" }
        Start-Sleep -Milliseconds 50
    }
}

# A PowerShell of its own in this process, with the module and a connection to the emulator.
function New-Shell {
    param([hashtable] $With = @{}, [switch] $Unconnected, $SessionHost)
    $shell = if ($SessionHost) {
        $runspace = [runspacefactory]::CreateRunspace($SessionHost)
        $runspace.Open()
        $made = [powershell]::Create()
        $made.Runspace = $runspace
        $made
    }
    else { [powershell]::Create() }
    $null = $shell.AddCommand('Import-Module').AddParameter('Name', (Get-ModulePath)).AddParameter('ErrorAction', 'Stop').Invoke()
    $shell.Commands.Clear()
    if (-not $Unconnected) {
        $parameters = @{ ApiKey = New-EmulatorKey; BaseUri = Get-EmulatorUri; RateLimit = Get-NoLimit; Name = [guid]::NewGuid().ToString() }
        foreach ($name in $With.Keys) { $parameters[$name] = $With[$name] }
        $null = $shell.AddCommand('Connect-Memic').AddParameters($parameters).Invoke()
        $shell.Commands.Clear()
        if ($shell.HadErrors) { throw $shell.Streams.Error[0] }
        $shell.Streams.ClearStreams()
    }
    $shell
}

# Makes the types of Memic.Cmdlets.Doubles known: [Memic.Tests.AnsweringHost] answers questions and keeps them, [Memic.Tests.DeadContext]
# runs nothing, and [Memic.Tests.Telemetry], which Windows PowerShell does not have, listens.
function Import-Double {
    $folder = Join-Path $script:Root 'tests/Memic.Cmdlets.Doubles'
    if ($PSVersionTable.PSEdition -ne 'Desktop') { Add-Type -Path (Get-Built $folder Memic.Cmdlets.Doubles.dll) }
    elseif (-not ('Memic.Tests.AnsweringHost' -as [type])) { Add-Type -Path ('AnsweringHost', 'AnsweringInterface', 'DeadContext' | ForEach-Object { "$folder/$_.cs" }) }
}

# Runs a script on a thread of its own, until Wait-Background.
function Start-Background {
    param([scriptblock] $Script, [object[]] $Argument)
    $shell = [powershell]::Create().AddScript("$Script")
    foreach ($value in $Argument) { $null = $shell.AddArgument($value) }
    [pscustomobject]@{ Shell = $shell; Async = $shell.BeginInvoke() }
}

function Wait-Background {
    param($Background)
    try { $null = $Background.Shell.EndInvoke($Background.Async) } finally { $Background.Shell.Dispose() }
}

# A port that nobody listens on, for a server that is started later. No system gives it to whoever takes any: those begin above.
# Never the same twice: connections to a store belong to the process, and one to a server that is gone may still be there.
function Get-FreePort {
    while ($true) {
        $port = Get-Random -Minimum 20000 -Maximum 32000
        if (-not $script:PortsGiven.Add($port)) { continue }
        $socket = [Net.Sockets.Socket]::new('InterNetwork', 'Stream', 'Tcp')
        try { $socket.Bind([Net.IPEndPoint]::new([Net.IPAddress]::Loopback, $port)); return $port }
        catch [Net.Sockets.SocketException] { $null = 'Somebody has it.' }
        finally { $socket.Dispose() }
    }
}

# A port of loopback that refuses every connection; until it is disposed, nobody else can get it.
function New-ClosedPort {
    $socket = [Net.Sockets.Socket]::new('InterNetwork', 'Stream', 'Tcp')
    $socket.Bind([Net.IPEndPoint]::new([Net.IPAddress]::Loopback, 0))
    $socket
}

function Close-Shell {
    param([powershell] $Shell)
    $runspace = $Shell.Runspace
    $Shell.Dispose()
    $runspace.Dispose()
}

# Runs a script in a shell of its own, presses Ctrl+C once the condition holds, which is given the output so far, and tells how that went.
function Stop-Script {
    param([string] $Script, [hashtable] $Variable = @{}, [scriptblock] $When, [hashtable] $With = @{}, [powershell] $Shell)
    $own = -not $Shell
    if ($own) { $Shell = New-Shell -With $With }
    try {
        Clear-EmulatorRequest
        foreach ($name in $Variable.Keys) { $Shell.Runspace.SessionStateProxy.SetVariable($name, $Variable[$name]) }
        $output = [Management.Automation.PSDataCollection[psobject]]::new()
        $async = $Shell.AddScript($Script).BeginInvoke([Management.Automation.PSDataCollection[psobject]]$null, $output)
        Wait-Until { & $When $output }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $Shell.Stop()
        $took = $watch.Elapsed.TotalSeconds
        $before = @(Get-EmulatorRequest).Count
        Start-Sleep -Milliseconds 300
        $ended = $null
        try { $null = $Shell.EndInvoke($async) } catch { $ended = if ($_.Exception.InnerException) { $_.Exception.InnerException } else { $_.Exception } }
        [pscustomobject]@{
            Seconds  = $took
            State    = $Shell.InvocationStateInfo.State
            Ended    = $ended
            Output   = @($output)
            Errors   = @($Shell.Streams.Error)
            Progress = @($Shell.Streams.Progress)
            Later    = @(Get-EmulatorRequest).Count - $before
        }
    }
    finally { if ($own) { Close-Shell $Shell } }
}

# What starts another PowerShell of this kind, which writes nothing to the log of the machine.
function Get-PowerShellCommand {
    # A PowerShell from its package is a dll that dotnet runs.
    $program = (Get-Process -Id $PID).Path
    $program
    if ([IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { 'exec', (Join-Path $PSHOME pwsh.dll) }
    # Windows has no such log, and the settings there also say which scripts may run.
    if ($IsLinux -or $IsMacOS) { '-SettingsFile', (Join-Path $script:Root src/Memic.Demo/Scripts/powershell.config.json) }
}

# Runs a script in a new process, given its variables by the environment, and gives back what it printed.
function Invoke-Child {
    param([string] $Script, [hashtable] $Environment = @{}, [double] $Seconds = 180)
    $arguments = '-NoProfile', '-NonInteractive', '-OutputFormat', 'Text', '-EncodedCommand', [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes("`$ProgressPreference = 'SilentlyContinue'`n$Script"))
    $command = @(Get-PowerShellCommand)
    $start = New-ProcessStart $command[0] (@($command | Select-Object -Skip 1) + $arguments)
    $start.RedirectStandardError = $true
    $start.Environment['NO_COLOR'] = '1'
    $start.Environment['MEMIC_MODULE'] = Get-ModulePath
    $start.Environment['MEMIC_API_KEY'] = New-EmulatorKey
    $start.Environment['MEMIC_BASE_URL'] = Get-EmulatorUri
    foreach ($name in $Environment.Keys) { $start.Environment[$name] = $Environment[$name] }
    $process = [Diagnostics.Process]::Start($start)
    $out = $process.StandardOutput.ReadToEndAsync()
    $err = $process.StandardError.ReadToEndAsync()
    if (-not $process.WaitForExit([int]($Seconds * 1000))) { $process.Kill(); throw "The child did not end within $Seconds s." }
    [pscustomobject]@{ ExitCode = $process.ExitCode; Output = $out.Result; Error = $err.Result }
}

# Runs a script as Invoke-Child does, in a new shell of this process: the start of a process costs ten times as much. The exit
# code is that of the last script file, or 1 after an error that ended all. Connections belong to the process: there are none
# when the script begins, and a fresh default one when it has ended.
function Invoke-Shell {
    param([string] $Script, [hashtable] $Environment = @{})
    $set = @{ MEMIC_MODULE = Get-ModulePath; MEMIC_API_KEY = New-EmulatorKey; MEMIC_BASE_URL = Get-EmulatorUri }
    foreach ($name in $Environment.Keys) { $set[$name] = $Environment[$name] }
    $before = @{}
    foreach ($name in $set.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $set[$name])
    }
    Get-MemicConnection | Disconnect-Memic
    $shell = New-Shell -Unconnected
    try {
        $thrown = $null
        try { $output = $shell.AddScript($Script).Invoke() } catch { $thrown = $_.Exception.InnerException.ErrorRecord }
        $code = if ($thrown) { 1 } else { [int]$shell.Runspace.SessionStateProxy.GetVariable('LASTEXITCODE') }
        [pscustomobject]@{ ExitCode = $code; Output = $output | Out-String -Width 4096; Error = @($shell.Streams.Error) + $thrown | Out-String }
    }
    finally {
        Close-Shell $shell
        foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
        Get-MemicConnection | Disconnect-Memic
        Connect-Memic -ApiKey (New-EmulatorKey) -BaseUri (Get-EmulatorUri) -RateLimit (Get-NoLimit)
    }
}

$ExecutionContext.SessionState.Module.OnRemove = { Stop-Emulator }
Export-ModuleMember -Function *
