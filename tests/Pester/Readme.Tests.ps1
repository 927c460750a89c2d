BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
    $text = Get-Content -Raw (Join-Path (Get-RepositoryRoot) README.md)
    $null = $text -match '(?s)## A whole runbook\s+```powershell\r?\n(.*?)\r?\n```'
    $runbook = Join-Path $TestDrive runbook.ps1
    Set-Content $runbook $Matches[1]

    # One night: the runbook as it is printed, in a process of its own. Nothing is repeated, so that faults need no time.
    function Invoke-Night {
        Invoke-Child -Environment @{ MEMIC_API_KEY = $key; RUNBOOK = $runbook; FOLDER = $folder; REPORT = (Join-Path $TestDrive answers.csv) } -Script @'
Import-Module $env:MEMIC_MODULE
$PSDefaultParameterValues['Connect-Memic:MaximumRetryCount'] = 0
& $env:RUNBOOK -Folder $env:FOLDER -Question 'hello' -Report $env:REPORT
exit $LASTEXITCODE
'@
    }

    function Get-There { Get-MemicFile -Connection runbook | Sort-Object Name | ForEach-Object { "$($_.Name) $($_.State)" } }
}

Describe "The README's runbook" {
    BeforeEach {
        Initialize-Test
        $key = New-EmulatorKey
        Connect-Memic -ApiKey $key -BaseUri (Get-EmulatorUri) -RateLimit (Get-NoLimit) -Name runbook
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory $folder
        foreach ($name in 'a.md', 'b.md', 'c.md', 'd.md') { Set-Content (Join-Path $folder $name) "hello $name" }
    }

    It 'ends with 0 when all went well, and sends nothing the next night' {
        $night = Invoke-Night
        $night.Error | Should -BeNullOrEmpty
        $night.Output | Should -Match '4 files are new, 0 errors'
        $night.ExitCode | Should -Be 0
        (Invoke-Night).Output | Should -Match '0 files are new, 0 errors'
        Get-There | Should -Be 'a.md Ready', 'b.md Ready', 'c.md Ready', 'd.md Ready'
    }

    It 'loses no file where storage failed: it says so, sends it the next night, and leaves nothing behind' {
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; status = 503 }
        $night = Invoke-Night
        $night.Output | Should -Match '3 files are new, 1 errors'
        $night.ExitCode | Should -Be 1
        @(Get-There | Where-Object { $_ -like '*Incomplete' }).Count | Should -Be 1
        $night = Invoke-Night
        $night.Output | Should -Match '1 files are new, 0 errors'
        $night.ExitCode | Should -Be 0
        Get-There | Should -Be 'a.md Ready', 'b.md Ready', 'c.md Ready', 'd.md Ready'
    }

    It 'loses no file where the key is revoked meanwhile: it says so, and goes on the next night' {
        Add-EmulatorFault @{ method = 'POST'; path = '/files/init'; skip = 2; status = 401; code = 'invalid_api_key'; times = 99 }
        $night = Invoke-Night
        $night.Output | Should -Match 'invalid_api_key'
        $night.ExitCode | Should -Be 1
        Clear-EmulatorFault
        (Invoke-Night).ExitCode | Should -Be 0
        Get-There | Should -Be 'a.md Ready', 'b.md Ready', 'c.md Ready', 'd.md Ready'
    }

    It 'ends with 1 where there is no key at all' {
        $key = ' '
        (Invoke-Night).ExitCode | Should -Be 1
    }
}
