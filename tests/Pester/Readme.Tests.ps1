BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
    $text = Get-Content -Raw (Join-Path (Get-RepositoryRoot) README.md)
    $null = $text -match '(?s)## A whole runbook\s+```powershell\r?\n(.*?)\r?\n```'
    $runbook = Join-Path $TestDrive runbook.ps1
    Set-Content $runbook $Matches[1]

    # One night: the runbook as it is printed, in a process of its own or in a shell. Nothing is repeated, so that faults need no time.
    function Invoke-Night {
        param([string] $By = 'Invoke-Shell')
        & $By -Environment @{ MEMIC_API_KEY = $key; RUNBOOK = $runbook; FOLDER = $folder; REPORT = (Join-Path $TestDrive answers.csv) } -Script @'
Import-Module $env:MEMIC_MODULE
$PSDefaultParameterValues['Connect-Memic:MaximumRetryCount'] = 0
& $env:RUNBOOK -Folder $env:FOLDER -Question 'hello' -Report $env:REPORT
exit $LASTEXITCODE
'@
    }

    # A block of the README, as it is printed, by a word of it.
    function Get-Block { param([string] $Word) [regex]::Matches($text, '(?s)```powershell\r?\n(.*?)\r?\n```').ForEach({ $_.Groups[1].Value }).Where({ $_.Contains($Word) }, 'First')[0] }

    # Runs a block in a process of its own, in the folder above the documents.
    function Invoke-Block {
        param([string] $Word)
        $path = Join-Path $TestDrive block.ps1
        Set-Content $path (Get-Block $Word).Replace('./contracts', $folder)
        Invoke-Child -Environment @{ MEMIC_API_KEY = $key; BLOCK = $path; FOLDER = $folder } -Script @'
Import-Module $env:MEMIC_MODULE
$PSDefaultParameterValues['*-Memic*:MaximumRetryCount'] = 0
Set-Location (Split-Path $env:FOLDER)
$id = 'nope'
& $env:BLOCK
exit $LASTEXITCODE
'@
    }

    function Get-There { Get-MemicFile | Sort-Object Name | ForEach-Object { "$($_.Name) $($_.State)" } }
}

Describe "The README's runbook" {
    BeforeEach {
        Initialize-Test
        $key = New-EmulatorKey
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory $folder
        foreach ($name in 'a.md', 'b.md', 'c.md', 'd.md') { Set-Content (Join-Path $folder $name) "hello $name" }
    }

    It 'ends with 0 when all went well, and sends nothing the next night' {
        $night = Invoke-Night -By Invoke-Child
        $night.Error | Should -BeNullOrEmpty
        $night.Output | Should -Match '4 files are new or changed, 0 errors'
        $night.ExitCode | Should -Be 0
        (Invoke-Night).Output | Should -Match '0 files are new or changed, 0 errors'
        Get-There | Should -Be 'a.md Ready', 'b.md Ready', 'c.md Ready', 'd.md Ready'
    }

    It 'loses no file where storage failed: it says so, sends it the next night, and leaves nothing behind' {
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; status = 503 }
        $night = Invoke-Night
        $night.Output | Should -Match '3 files are new or changed, 1 errors'
        $night.ExitCode | Should -Be 1
        @(Get-There | Where-Object { $_ -like '*Ready' }).Count | Should -Be 3
        $night = Invoke-Night
        $night.Output | Should -Match '1 files are new or changed, 0 errors'
        $night.ExitCode | Should -Be 0
        Get-There | Should -Be 'a.md Ready', 'b.md Ready', 'c.md Ready', 'd.md Ready'
    }

    It 'loses no file where the service has the words of its guide, in which such a record is pending' {
        Set-EmulatorOption @{ statusVocabulary = 'guide' }
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; status = 503 }
        (Invoke-Night).ExitCode | Should -Be 1
        @(Get-MemicFile -Status ready).Count | Should -Be 3
        $night = Invoke-Night
        $night.Output | Should -Match '1 files are new or changed, 0 errors'
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

    It 'loses no file where it is killed half-way: the next night sends what is missing, and leaves nothing behind' {
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; skip = 2; delay = 600; times = 99 }
        $killed = Invoke-Child -Environment @{ MEMIC_API_KEY = $key; RUNBOOK = $runbook; FOLDER = $folder; REPORT = (Join-Path $TestDrive answers.csv); ORIGIN = Get-EmulatorOrigin } -Script @'
Import-Module $env:MEMIC_MODULE
$null = Start-ThreadJob {
    # No end that a program could notice: it is there, and then it is not.
    while (@((Invoke-RestMethod "$env:ORIGIN/_emulator/requests") | Where-Object { $_.path -like '*/confirm' }).Count -lt 2) { Start-Sleep -Milliseconds 20 }
    [Diagnostics.Process]::GetCurrentProcess().Kill()
}
& $env:RUNBOOK -Folder $env:FOLDER -Question 'hello' -Report $env:REPORT
'@
        $killed.ExitCode | Should -Not -Be 0
        $killed.Output | Should -Not -Match 'files are new'
        Clear-EmulatorFault
        @(Get-There).Count | Should -Be 4
        @(Get-There | Where-Object { $_ -like '*Incomplete' }).Count | Should -Be 2
        # A file that is still processed would be waited for by the next night, and be among its changes.
        Wait-Until { @(Get-There | Where-Object { $_ -like '*Ready' }).Count -eq 2 }
        $night = Invoke-Night
        $night.Output | Should -Match '2 files are new or changed, 0 errors'
        $night.ExitCode | Should -Be 0
        Get-There | Should -Be 'a.md Ready', 'b.md Ready', 'c.md Ready', 'd.md Ready'
    }

    It 'ends with 1 where there is no key at all' {
        $key = ' '
        (Invoke-Night -By Invoke-Child).ExitCode | Should -Be 1
    }
}

Describe "The README's three lines that keep a folder in sync" {
    BeforeAll {
        $null = $text -match '(?s)## Keep a folder in sync\s+(.*?)\n## '
        $section = $Matches[1]
        $blocks = [regex]::Matches($section, '(?s)```(powershell)?\r?\n(.*?)\r?\n```')
        $task, $table, $more = $blocks | ForEach-Object { $_.Groups[2].Value }
        $script = Join-Path $TestDrive task.ps1
        Set-Content $script $task

        # One night: the lines as they are printed, in a process of its own or in a shell.
        function Invoke-Task {
            param([string] $By = 'Invoke-Shell')
            & $By -Environment @{ MEMIC_API_KEY = $key; PLACE = $place; TASK = $script } -Script @'
Import-Module $env:MEMIC_MODULE
$PSDefaultParameterValues['Connect-Memic:MaximumRetryCount'] = 0
Set-Location $env:PLACE
& $env:TASK
exit $LASTEXITCODE
'@
        }

        function Set-Contract {
            param([string] $Name, [string] $Text)
            $path = Join-Path $place "contracts/$Name"
            $null = New-Item -ItemType Directory -Force (Split-Path $path)
            Set-Content $path $Text
        }

        function Get-Row { Import-Csv (Join-Path $place sync.csv) | ForEach-Object { "$($_.Action) $($_.ReferenceId) $($_.Reason)".Trim() } }

        function Get-There { Get-MemicFile | Sort-Object ReferenceId | ForEach-Object { "$($_.ReferenceId) $($_.State)" } }
    }

    BeforeEach {
        Initialize-Test
        $key = New-EmulatorKey
        $place = Join-Path $TestDrive ([guid]::NewGuid())
        Set-Contract offer.md 'The notice period is a month.'
        Set-Contract old/draft.md 'a draft'
    }

    It 'do each night what is printed below them, and end with 0' {
        $night = Invoke-Task -By Invoke-Child
        $night.Error | Should -BeNullOrEmpty
        $night.ExitCode | Should -Be 0
        Get-Row | Sort-Object | Should -Be 'Sent contracts/offer.md', 'Sent contracts/old/draft.md'

        (Invoke-Task).ExitCode | Should -Be 0
        @(Get-Row) | Should -HaveCount 2

        Set-Contract new.md 'new'
        Set-Contract offer.md 'The notice period is three months.'
        Remove-Item (Join-Path $place contracts/old/draft.md)
        (Invoke-Task).ExitCode | Should -Be 0
        $printed = $table -split '\r?\n' | Select-Object -Skip 2 | ForEach-Object { $_ -replace ' {2,}', ' ' }
        Get-Row | Select-Object -Skip 2 | Sort-Object | Should -Be ($printed | Sort-Object)
        Get-There | Should -Be 'contracts/new.md Ready', 'contracts/offer.md Ready'
    }

    It 'end with 1 where a file cannot be processed, and have its reason in the table' {
        Set-Contract broken.pdf 'This is no PDF.'
        (Invoke-Task).ExitCode | Should -Be 1
        @(Get-Row) -like 'Failed contracts/broken.pdf *parsing_failed*' | Should -HaveCount 1
        Get-There | Should -Be 'contracts/broken.pdf Failed', 'contracts/offer.md Ready', 'contracts/old/draft.md Ready'
    }

    It 'end with 1 where the key is revoked, at the beginning or in the middle, and go on the next night' {
        Add-EmulatorFault @{ status = 401; code = 'invalid_api_key'; times = 99 }
        (Invoke-Task -By Invoke-Child).ExitCode | Should -Be 1
        Clear-EmulatorFault
        Add-EmulatorFault @{ method = 'POST'; path = '/files/init'; skip = 1; status = 401; code = 'invalid_api_key'; times = 99 }
        (Invoke-Task).ExitCode | Should -Be 1
        Clear-EmulatorFault
        (Invoke-Task).ExitCode | Should -Be 0
        Get-There | Should -Be 'contracts/offer.md Ready', 'contracts/old/draft.md Ready'
    }

    It 'have five more lines below them, which do what they say' {
        $null = New-Item -ItemType Directory -Force (Join-Path $place share/2026)
        Set-Content (Join-Path $place share/2026/rules.md) 'Wear a helmet.'
        Set-Contract drafts/a.docx 'no document'
        Set-Contract offer-old.docx 'no document either'
        $lines = $more -split '\r?\n'
        $lines | Should -HaveCount 5
        Push-Location $place
        try {
            $results = foreach ($line in $lines) {
                Clear-EmulatorRequest
                $output = @(& ([scriptblock]::Create($line)) 2>$null)
                [pscustomobject]@{ Output = $output; Writes = @((Get-EmulatorRequest).Call | Where-Object { $_ -match '^(PUT|DELETE)' }).Count }
            }
        }
        finally { Pop-Location }
        $results[0].Output | Should -BeNullOrEmpty
        $results[0].Writes | Should -Be 0
        $results[1].Output.ReferenceId | Should -Be 'handbook/rules.md'
        $results[2].Writes | Should -Be 0
        $results[3].Output | Where-Object Action -EQ Sent | ForEach-Object ReferenceId | Sort-Object | Should -Be 'contracts/offer.md', 'contracts/old/draft.md'
        $results[4].Output.ReferenceId | Sort-Object -Unique | Should -Be 'contracts/offer.md'
    }
}

Describe "The README's other blocks" {
    BeforeEach {
        Initialize-Test
        $key = New-EmulatorKey
        $folder = Join-Path $TestDrive "$([guid]::NewGuid())/contracts"
        $null = New-Item -ItemType Directory $folder, (Join-Path $folder ../too-large), (Join-Path $folder ../not-for-memic)
        foreach ($name in 'a.md', 'b.md', 'c.md', 'd.md') { Set-Content (Join-Path $folder $name) "hello $name" }
    }

    It 'read every failure in one loop, also where the key is revoked half-way' {
        Add-EmulatorFault @{ method = 'POST'; path = '/files/init'; status = 413; code = 'file_too_large' }
        Add-EmulatorFault @{ method = 'POST'; path = '/files/init'; skip = 1; status = 401; code = 'invalid_api_key'; times = 99 }
        $run = Invoke-Block 'foreach ($failure in $failures)'
        "$($run.Output)$($run.Error)" | Should -Not -Match 'null-valued|InvokeMethodOnNull'
        $run.Output | Should -Match 'WARNING: .*invalid_api_key.* Check the key'
        @(Get-ChildItem (Join-Path $folder ../too-large)).Count | Should -Be 1
    }

    It 'catch what is thrown, with its code' {
        Add-EmulatorFault @{ path = '/files/*'; status = 401; code = 'invalid_api_key'; requestId = 'req_X' }
        (Invoke-Block 'catch [Memic.MemicException]').Output | Should -Match 'invalid_api_key: quote req_X to support'
    }
}
