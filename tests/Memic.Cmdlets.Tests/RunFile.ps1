# Runs one file of Pester tests and reports it as JSON. No strict mode and no other preferences here: the tests would
# inherit them, and are to meet what a user's session has. Also for Windows PowerShell 5.1.
param([string] $Path, [string] $Pester, [string] $Report, [int] $ParentId)

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
}).AddArgument($ParentId).AddArgument((Split-Path $Report))
$null = $watch.BeginInvoke()

# PowerShell adds the modules of the user and of the machine by itself.
$env:PSModulePath = Join-Path $PSHOME Modules
Import-Module $Pester -ErrorAction Stop
$settings = New-PesterConfiguration
$settings.Run.Path = $Path
$settings.Run.PassThru = $true
$settings.Output.Verbosity = 'Detailed'
$run = Invoke-Pester -Configuration $settings
if (-not $run) { $watch.Stop(); exit 1 }

$failures = @(
    foreach ($broken in @($run.FailedContainers) + @($run.FailedBlocks) + @($run.Failed)) {
        $name = if ($broken.ExpandedPath) { $broken.ExpandedPath } else { "$($broken.Item)" }
        $reason = foreach ($record in $broken.ErrorRecord) {
            if ($record.DisplayErrorMessage) { $record.DisplayErrorMessage } else { "$record" }
            if ($record.DisplayStackTrace) { $record.DisplayStackTrace } else { $record.ScriptStackTrace }
        }
        @{ Name = $name; Reason = $reason -join "`n" }
    }
)
$result = @{
    Host     = 'PowerShell {0} on {1}' -f $PSVersionTable.PSVersion, [Runtime.InteropServices.RuntimeInformation]::FrameworkDescription
    Seconds  = $run.Duration.TotalSeconds
    Passed   = $run.PassedCount
    # A file or block that breaks before its tests run fails as well.
    Failed   = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
    Skipped  = $run.SkippedCount + $run.InconclusiveCount + $run.NotRunCount
    Failures = $failures
}
[IO.File]::WriteAllText($Report, (ConvertTo-Json $result -Depth 5))
$watch.Stop()
exit [int]($result.Failed -gt 0)
