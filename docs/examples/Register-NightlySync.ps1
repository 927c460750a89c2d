# Makes nightly-sync.ps1 a scheduled task of Windows: every night at 02:30, or as soon as the machine is on after that.
# The key is a variable of the user: [Environment]::SetEnvironmentVariable('MEMIC_API_KEY', $key, 'User')
param([Parameter(Mandatory)] [string] $Folder)

$task = @{
    TaskName = 'Memic nightly sync'
    Action   = New-ScheduledTaskAction -Execute pwsh -Argument "-NoProfile -File `"$PSScriptRoot/nightly-sync.ps1`" -Folder `"$Folder`""
    Trigger  = New-ScheduledTaskTrigger -Daily -At 02:30
    Settings = New-ScheduledTaskSettingsSet -StartWhenAvailable -MultipleInstances IgnoreNew -ExecutionTimeLimit (New-TimeSpan -Hours 3)
}
Register-ScheduledTask @task -Force
