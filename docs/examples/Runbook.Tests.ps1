# Tests a runbook against the emulator, with things going wrong on purpose. Run it with Invoke-Pester.
BeforeAll {
    $log = Join-Path $TestDrive emulator.log
    $emulator = Start-Process memic-emulator -ArgumentList '--port', 0, '--processing-time', 0.2, '--parent-pid', $PID -RedirectStandardOutput $log -PassThru
    while (-not ((Get-Content $log -TotalCount 1 -ErrorAction Ignore) -match '(http://\S+)/api/v1')) {
        if ($emulator.HasExited) { throw "The emulator did not start: $(Get-Content $log -Raw)" } else { Start-Sleep -Milliseconds 100 }
    }
    $control = "$($Matches[1])/_emulator"
    $env:MEMIC_BASE_URL, $env:MEMIC_API_KEY = "$($Matches[1])/api/v1", 'mk_live_EXAMPLE'
    function Add-Fault { param([hashtable] $Fault) $null = Invoke-RestMethod "$control/faults" -Method Post -Body ($Fault | ConvertTo-Json) }
    function Invoke-Runbook { & "$PSScriptRoot/nightly-sync.ps1" -Folder "$PSScriptRoot/handbook" -Log (Join-Path $TestDrive sync.log) }
}
AfterAll { Stop-Process $emulator }
Describe 'The nightly sync' {
    BeforeEach { $null = Invoke-RestMethod "$control/reset" -Method Post }
    It 'sends the folder' {
        Invoke-Runbook | Select-Object -First 1 | Should -Match '6 changes, 0 errors$'
        @(Get-MemicFile -State Ready).Count | Should -Be 6
    }
    It 'sends nothing twice where a reply is lost' {
        Add-Fault @{ path = '/files/*/confirm'; kind = 'lostReply'; times = 2 }
        Invoke-Runbook | Select-Object -First 1 | Should -Match '6 changes, 0 errors$'
        @(Get-MemicFile).Count | Should -Be 6
    }
    It 'says so where the key is refused' {
        Add-Fault @{ path = '/files*'; status = 401 }
        "$(Invoke-Runbook)" | Should -Match 'invalid_api_key'
        $LASTEXITCODE | Should -Be 1
    }
}
