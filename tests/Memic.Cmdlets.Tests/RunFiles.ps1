# Runs the files of Pester tests whose paths come line by line over a socket, and answers each with a line of JSON.
# No strict mode and no other preferences here: the tests would inherit them, and are to meet what a user's session has.
# Also for Windows PowerShell 5.1.
param([string] $Pester, [int] $Port, [int] $ParentId, [string] $Folder)

# Whoever ends the test run hard ends this process with it, and its folder goes too.
$watch = [powershell]::Create().AddScript({
    param($id, $folder)
    try {
        $parent = [Diagnostics.Process]::GetProcessById($id)
        while (-not $parent.WaitForExit(500)) { }
    }
    catch [ArgumentException] { $null = 'It is gone already.' }
    Remove-Item $folder -Recurse -Force -ErrorAction SilentlyContinue
    [Environment]::Exit(3)
}).AddArgument($ParentId).AddArgument($Folder)
$null = $watch.BeginInvoke()

# PowerShell adds the modules of the user and of the machine by itself.
$env:PSModulePath = Join-Path $PSHOME Modules
Import-Module $Pester -ErrorAction Stop

function Get-Reason($Broken) {
    foreach ($record in $Broken.ErrorRecord) {
        if ($record.DisplayErrorMessage) { $record.DisplayErrorMessage } else { "$record" }
        if ($record.DisplayStackTrace) { $record.DisplayStackTrace } else { $record.ScriptStackTrace }
    }
}

function Invoke-File([string] $Path) {
    $settings = New-PesterConfiguration
    $settings.Run.Path = $Path
    $settings.Run.PassThru = $true
    $settings.Output.Verbosity = 'Detailed'
    $run = Invoke-Pester -Configuration $settings
    if (-not $run) { exit 1 }
    @{
        Host     = 'PowerShell {0} on {1}' -f $PSVersionTable.PSVersion, [Runtime.InteropServices.RuntimeInformation]::FrameworkDescription
        Seconds  = $run.Duration.TotalSeconds
        Passed   = $run.PassedCount
        # A file or block that breaks before its tests run fails as well.
        Failed   = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
        Skipped  = $run.SkippedCount + $run.InconclusiveCount + $run.NotRunCount
        Failures = @(
            foreach ($broken in @($run.FailedContainers) + @($run.FailedBlocks) + @($run.Failed)) {
                $name = if ($broken.ExpandedPath) { $broken.ExpandedPath } else { "$($broken.Item)" }
                @{ Name = $name; Reason = @(Get-Reason $broken) -join "`n" }
            }
        )
    }
}

$client = New-Object Net.Sockets.TcpClient '127.0.0.1', $Port
$stream = $client.GetStream()
$reader = New-Object IO.StreamReader $stream
$writer = New-Object IO.StreamWriter $stream
$writer.AutoFlush = $true
while ($file = $reader.ReadLine()) { $writer.WriteLine((ConvertTo-Json (Invoke-File $file) -Depth 5 -Compress)) }
$watch.Stop()
