# Syncs a folder, asks twenty questions, and fails below a recall of 0.9. Run it with Invoke-Pester; the key comes from MEMIC_API_KEY.
param([string] $Folder = "$PSScriptRoot/handbook", [string] $Questions = "$PSScriptRoot/questions.csv")

Describe 'The handbook' {
    BeforeAll {
        $changes = Sync-MemicFolder $Folder -Source handbook -Delete -ErrorAction Stop
        $summary = Import-Csv $Questions | Test-MemicSearch -Top 5 -Summary -ErrorAction Stop
    }

    It 'is in Memic' {
        $changes | Where-Object Action -EQ Failed | Should -BeNullOrEmpty
    }

    It 'is found: nine tenths of what the questions need' {
        $summary.Recall | Should -BeGreaterOrEqual 0.9 -Because "these questions fail: $($summary.FailedQueries)"
    }

    It 'is found near the top' {
        $summary.MeanReciprocalRank | Should -BeGreaterOrEqual 0.8
    }
}
