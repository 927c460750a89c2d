BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
    Import-Double

    # A result of a run, without a run.
    function New-Result {
        param([string] $Query, $Rank, [string] $Expected = 'f.md')
        [Memic.MemicSearchTest]::new($Query, $Rank, $null, [string[]]@(if ($Rank) { $Expected }), [string[]]@(if (-not $Rank) { $Expected }), 'top.md', $(if ($Rank) { 1 / $Rank } else { 0 }), 4, $null)
    }
}

Describe 'Compare-MemicSearchTest' {
    BeforeEach {
        $before = @((New-Result lost 1), (New-Result won), (New-Result moved 1), (New-Result same 2), (New-Result old 1))
        $now = @((New-Result lost), (New-Result won 2), (New-Result moved 3), (New-Result same 2), (New-Result new 1))
        $path = Join-Path $TestDrive 'last [1].clixml'
        $before | Export-Clixml -LiteralPath $path
    }

    It 'says what was lost, won and moved, and by how much the measures differ' {
        $comparison = $now | Compare-MemicSearchTest -Reference $before
        $comparison | Should -BeOfType ([Memic.MemicSearchComparison])
        $comparison.Lost.Query, $comparison.Won.Query, $comparison.Moved.Query, $comparison.Added.Query, $comparison.Removed.Query | Should -Be 'lost', 'won', 'moved', 'new', 'old'
        $comparison.Unchanged | Should -Be 1
        $comparison.Lost[0].ReferenceRank, $comparison.Lost[0].Rank, $comparison.Lost[0].TopHit | Should -Be 1, $null, 'top.md'
        $comparison.Lost[0].Missing | Should -Be 'f.md'
        $comparison.ReferenceSummary.Recall, $comparison.Summary.Recall, $comparison.RecallDifference | Should -Be 0.8, 0.8, 0
        [math]::Round($comparison.MeanReciprocalRankDifference, 6) | Should -Be ([math]::Round((0 + 1 / 2 + 1 / 3 + 1 / 2 + 1) / 5 - (1 + 0 + 1 + 1 / 2 + 1) / 5, 6))
    }

    It 'takes <_> as the reference' -ForEach 'the path of a file of Export-Clixml', 'what Import-Clixml makes', 'what a job gives back' {
        $reference = switch -Wildcard ($_) {
            '*path*' { $path }
            '*Import*' { Import-Clixml -LiteralPath $path }
            default { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($before)) }
        }
        $comparison = $now | Compare-MemicSearchTest -Reference $reference
        "$($comparison.Lost)", "$($comparison.Won)", "$($comparison.Moved)", $comparison.Unchanged | Should -Be 'lost (1 -> none)', 'won (none -> 2)', 'moved (1 -> 3)', 1
    }

    It 'takes results that came out of a file as the newer run as well' {
        ($before | Compare-MemicSearchTest -Reference $path).Unchanged | Should -Be 5
        (Import-Clixml -LiteralPath $path | Compare-MemicSearchTest $before).Unchanged | Should -Be 5
    }

    It 'reads a file that holds one result' {
        $before[0] | Export-Clixml -LiteralPath $path
        ($now[0] | Compare-MemicSearchTest $path).Lost.Query | Should -Be 'lost'
    }

    It 'takes paths as PowerShell does: relative to its location, and of its drives' {
        Push-Location $TestDrive
        try { ($now | Compare-MemicSearchTest './last [1].clixml').Lost.Query | Should -Be 'lost' } finally { Pop-Location }
        ($now | Compare-MemicSearchTest 'TestDrive:\last [1].clixml').Lost.Query | Should -Be 'lost'
    }

    It 'is an error for <Name>' -ForEach @(
        @{ Name = 'a file that is not there'; Id = 'path_not_found'; Reference = { Join-Path $TestDrive nope.clixml } }
        @{ Name = 'a file that Export-Clixml has not made'; Id = 'invalid_input'; Reference = { $file = Join-Path $TestDrive a.txt; Set-Content $file 'x'; $file } }
        @{ Name = 'what is no result'; Id = 'invalid_input'; Reference = { Get-Item $TestDrive } }
        @{ Name = 'a folder'; Id = 'file_unreadable'; Reference = { "$TestDrive" } }
    ) {
        (Get-Failure { $now | Compare-MemicSearchTest -Reference (& $Reference) }).FullyQualifiedErrorId | Should -BeExactly "$Id,Memic.Cmdlets.CompareMemicSearchTestCommand"
    }

    It 'shows what was lost first, with the ranks, and both values of each measure' {
        $lines = ($now | Compare-MemicSearchTest $before | Out-String -Width 80).Trim() -split '\r?\n'
        $lines[0] | Should -Match '^Lost +: 1$'
        $lines[1].Trim() | Should -Be 'lost (1 -> none)'
        $lines -match '^RecallDifference +: 0 \(0\.80 -> 0\.80\)$' | Should -HaveCount 1
        $lines -match '^MeanReciprocalRankDifference : -0\.23\d\d \(0\.70 -> 0\.46\d\d\)$' | Should -HaveCount 1
        $lines -match '^MedianSearchTimeMsDifference : 0 \(4 -> 4\)$' | Should -HaveCount 1
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        (($now | Compare-MemicSearchTest $before).Lost | Out-String -Width 80).Trim() -split '\r?\n' | Select-Object -Last 1 | Should -Match '^Lost +1 +lost +f\.md$'
    }

    It 'shows what was lost in red where the host can' -Skip:(-not $PSStyle) -ForEach @{ HasColour = $true }, @{ HasColour = $false } {
        $shell = New-Shell -Unconnected -SessionHost ([Memic.Tests.AnsweringHost]::new(@(), $HasColour))
        $old = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'Ansi'
            $text = $shell.AddScript('param($now, $before) $now | Compare-MemicSearchTest $before | Out-String').AddArgument($now).AddArgument($before).Invoke()[0]
        }
        finally {
            $PSStyle.OutputRendering = $old
            Close-Shell $shell
        }
        $text.Contains("$([char]27)[31m1") | Should -Be $HasColour
    }

    It 'compares two runs of Test-MemicSearch' {
        Initialize-Test
        $null = Add-EmulatorFile @{ name = 'leave.md'; text = 'annual leave' }
        $rows = @{ Query = 'annual leave'; FileName = 'leave.md' }, @{ Query = 'notice period'; FileName = 'notice.md' }
        $first = $rows | Test-MemicSearch 3>$null
        $null = Add-EmulatorFile @{ name = 'notice.md'; text = 'notice period' }
        $comparison = $rows | Test-MemicSearch | Compare-MemicSearchTest -Reference $first
        $comparison.Won.Query, $comparison.RecallDifference, $comparison.Unchanged | Should -Be 'notice period', 0.5, 1
    }
}
