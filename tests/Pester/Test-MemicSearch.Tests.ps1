BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator

    function Get-SearchBody { (Get-EmulatorRequest -Path /search).body }

    function Add-Handbook {
        Add-EmulatorFile @{ name = 'leave.md'; text = 'Annual leave is thirty days a year. Ask your manager.'; referenceId = 'hr/leave.md' },
            @{ name = 'notice.md'; text = 'The notice period is three months to the end of a quarter.'; referenceId = 'hr/notice.md' },
            @{ name = 'vpn.md'; text = 'The VPN needs a token. Ask the manager for leave to use it.'; referenceId = 'it/vpn.md' }
    }
}

Describe 'Test-MemicSearch' {
    BeforeEach {
        Initialize-Test
        $ids = Add-Handbook
    }

    Context 'a question' {
        It 'passes where its file is found, with rank, score and what came first' {
            $test = Test-MemicSearch 'How many days of annual leave?' -ReferenceId hr/leave.md
            $test | Should -BeOfType ([Memic.MemicSearchTest])
            $test.Query, $test.Passed, $test.Rank, $test.TopHit, $test.Ndcg | Should -Be 'How many days of annual leave?', $true, 1, 'hr/leave.md', 1
            $test.Score | Should -BeGreaterThan 0
            $test.SearchTimeMs | Should -BeGreaterOrEqual 0
            $test.Found | Should -Be 'hr/leave.md'
            $test.Missing.Count, $test.RequestId | Should -Be 0, $null
        }

        It 'fails where it is not, and is no error; the request id is there for support' {
            $test = Test-MemicSearch 'annual leave' -ReferenceId hr/notice.md
            $test.Passed, $test.Rank, $test.Score, $test.TopHit | Should -Be $false, $null, $null, 'hr/leave.md'
            $test.Missing | Should -Be 'hr/notice.md'
            $test.RequestId | Should -Match '^req_'
            $Error | Should -BeNullOrEmpty
        }

        It 'is met by <Script>' -ForEach @(
            @{ Script = '-FileName leave.md' }, @{ Script = '-FileName LEAVE*' }, @{ Script = '-ReferenceId hr/*' }, @{ Script = '-FileId $ids[0]' }
            @{ Script = '-Text "THIRTY  days"' }, @{ Script = '-FileName leave.md -Text "thirty days"' }, @{ Script = '-FileName leave.md, vpn.md' }, @{ Script = '-FileName "leave.md; vpn.md"' }
        ) {
            (Invoke-Expression "Test-MemicSearch 'annual leave' $Script").Passed | Should -BeTrue
        }

        It 'is not met by <Script>' -ForEach @(
            @{ Script = '-ReferenceId HR/*' }, @{ Script = '-FileId $ids[1]' }, @{ Script = '-Text "forty days"' }, @{ Script = '-FileName vpn.md -Text "thirty days"' }, @{ Script = '-FileName leave.md, notice.md' }
        ) {
            (Invoke-Expression "Test-MemicSearch 'annual leave' $Script 3>`$null").Passed | Should -BeFalse
        }

        It 'has a name with a semicolon in it where a backtick stands before' {
            $null = Add-EmulatorFile @{ name = 'a;b.md'; text = 'zebra' }
            (Test-MemicSearch zebra -FileName 'a`;b.md').Passed | Should -BeTrue
        }
    }

    Context 'what is sent' {
        It 'is <Expected> for <Script>' -ForEach @(
            @{ Script = ''; Expected = '{"query":"q"}' }
            @{ Script = '-Top 7'; Expected = '{"query":"q","top_k":7}' }
            @{ Script = '-MinimumScore 0.25'; Expected = '{"query":"q","min_score":0.25}' }
            @{ Script = '-FilterReferenceId r'; Expected = '{"query":"q","metadata_filters":{"reference_id":"r"}}' }
            @{ Script = '-Page 3'; Expected = '{"query":"q","metadata_filters":{"page_number":3}}' }
            @{ Script = '-FirstPage 2 -LastPage 9'; Expected = '{"query":"q","metadata_filters":{"page_range":{"gte":2,"lte":9}}}' }
            @{ Script = '-Category c -DocumentType d'; Expected = '{"query":"q","metadata_filters":{"category":"c","document_type":"d"}}' }
            @{ Script = '-EnvironmentSlug production -Route Hybrid'; Expected = '{"query":"q","environment_slug":"production","force_route":"hybrid"}' }
            @{ Script = '-ProjectId 49d4ff53-0000-4000-8000-000000000001'; Expected = '{"query":"q","project_id":"49d4ff53-0000-4000-8000-000000000001"}' }
            @{ Script = '-ConnectorId 49d4ff53-0000-4000-8000-000000000002'; Expected = '{"query":"q","connector_id":"49d4ff53-0000-4000-8000-000000000002"}' }
        ) {
            $null = Invoke-Expression "Test-MemicSearch q -FileName leave.md $Script"
            Get-SearchBody | Should -BeExactly $Expected
        }

        It 'names the files to search with -FilterFileId' {
            (Test-MemicSearch 'leave manager' -FilterFileId $ids[2] -FileName leave.md).TopHit | Should -Be 'it/vpn.md'
            (Get-SearchBody | ConvertFrom-Json).file_ids | Should -Be $ids[2]
        }

        It 'is a search for each question, and the list of files once' {
            $null = 1..12 | ForEach-Object { [pscustomobject]@{ Query = "leave $_"; FileName = 'leave.md' } } | Test-MemicSearch
            (Get-EmulatorRequest | Group-Object Call | Sort-Object Name | ForEach-Object { "$($_.Count) $($_.Name)" }) | Should -Be '1 GET /files', '12 POST /search'
        }

        It 'is no list with -SkipFileCheck' {
            $null = Test-MemicSearch leave -ReferenceId none -SkipFileCheck -WarningVariable warnings
            $warnings | Should -BeNullOrEmpty
            (Get-EmulatorRequest).Call | Should -Be 'POST /search'
        }
    }

    Context 'tables' {
        It 'are read by their columns, with several ids in a cell, and what a row leaves empty says nothing' {
            $rows = "Query,ReferenceId,FileName,Text`nannual leave,hr/leave.md,,thirty days`nnotice period,,notice.md,`nask manager leave,hr/leave.md;it/*,,`nVPN,hr/none.md,," | ConvertFrom-Csv
            $tests = $rows | Test-MemicSearch 3>$null
            $tests.Query | Should -Be $rows.Query
            $tests.Passed | Should -Be $true, $true, $true, $false
            $tests[0].Found | Should -Be 'hr/leave.md', '"thirty days"'
            $tests[2].Found | Should -Be 'hr/leave.md', 'it/*'
        }

        It 'can be hashtables, with lists in them' {
            (@{ Query = 'ask manager leave'; FileName = @('leave.md', 'vpn.md') } | Test-MemicSearch).Passed | Should -BeTrue
        }

        It 'take from the parameters what a row does not say' {
            $tests = 'annual leave', 'notice period' | Test-MemicSearch -ReferenceId hr/leave.md
            $tests.Passed | Should -Be $true, $false
        }

        It 'come out in the order of the input, also where the first question takes longest' {
            Add-EmulatorFault @{ path = '/search'; delay = '00:00:00.5' }
            (1..20 | ForEach-Object { @{ Query = "leave $_"; FileName = 'leave.md' } } | Test-MemicSearch).Query | Should -Be (1..20 | ForEach-Object { "leave $_" })
        }

        It 'have several questions under way at once, as many as -ThrottleLimit (<_>), and no more' -ForEach 1, 4 {
            # Those that are under way stay so; one too many would come through.
            $limit = $_
            Add-EmulatorFault @{ path = '/search'; delay = 60; times = $limit }
            $script = '1..9 | ForEach-Object { @{ Query = "leave $_"; FileName = "leave.md" } } | Test-MemicSearch -ThrottleLimit $limit'
            $null = Stop-Script $script -Variable @{ limit = $limit } -When { @(Get-EmulatorRequest -Path /search).Count -ge $limit }
            @(Get-EmulatorRequest -Path /search).Count | Should -Be $limit
        }
    }

    Context 'bad input' {
        It 'is an error about that question where nothing must be found, and the others go on' {
            $rows = "Query,ReferenceId`nannual leave,hr/leave.md`nwhat else,`nnotice period,hr/notice.md" | ConvertFrom-Csv
            $tests = $rows | Test-MemicSearch -ErrorAction SilentlyContinue -ErrorVariable failures
            $tests.Query | Should -Be 'annual leave', 'notice period'
            $failures.FullyQualifiedErrorId | Should -BeExactly 'invalid_input,Memic.Cmdlets.TestMemicSearchCommand'
            $failures.TargetObject | Should -Be 'what else'
            $failures.Exception.Detail | Should -Match 'must be found'
        }

        It 'is an error that names the columns where there is no Query' {
            $failure = Get-Failure { [pscustomobject]@{ Question = 'q'; FileName = 'leave.md' } | Test-MemicSearch }
            $failure.FullyQualifiedErrorId | Should -BeExactly 'invalid_input,Memic.Cmdlets.TestMemicSearchCommand'
            $failure.Exception.Detail | Should -Match 'no Query.*Question, FileName'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'is an error for <Name>' -ForEach @(
            @{ Name = 'an empty question'; In = { @{ Query = ''; FileName = 'a' } } }
            @{ Name = 'a question of 1001 characters'; In = { @{ Query = 'x' * 1001; FileName = 'leave.md' } } }
            @{ Name = 'a file'; In = { Get-Item $PSCommandPath } }
            @{ Name = 'an object in a cell'; In = { [pscustomobject]@{ Query = 'q'; FileName = [pscustomobject]@{ a = 1 } } } }
        ) {
            (Get-Failure { & $In | Test-MemicSearch }).FullyQualifiedErrorId | Should -BeExactly 'invalid_input,Memic.Cmdlets.TestMemicSearchCommand'
            Get-EmulatorRequest -Path /search | Should -BeNullOrEmpty
        }

        It 'is a warning, once, for a column that is not known' {
            $null = "Query,RefernceId,FileName`nannual leave,x,leave.md`nnotice period,y,notice.md" | ConvertFrom-Csv | Test-MemicSearch -WarningVariable warnings -WarningAction SilentlyContinue
            $warnings | Should -Be "The column 'RefernceId' is not used: the columns of a question are Query, ReferenceId, FileName, FileId, Text. (invalid_input)"
        }

        It 'is a warning, once and before any result, for what no file has' {
            $seen = @{ Query = 'annual leave'; ReferenceId = 'hr/none.md' }, @{ Query = 'leave'; ReferenceId = 'hr/none.md'; FileName = 'nope*' } | Test-MemicSearch 3>&1
            $seen.Count | Should -Be 3
            "$($seen[0])" | Should -Be "The questions expect what no file has: the reference id 'hr/none.md', the name 'nope*'. (no_matching_file)"
            $seen[1].Passed, $seen[2].Passed | Should -Be $false, $false
        }

        It 'is a warning for files that cannot be searched yet' {
            $null = Add-EmulatorFile @{ name = 'slow.md'; status = 'parsing_started' }
            $null = Test-MemicSearch leave -FileName slow.md -WarningVariable warnings -WarningAction SilentlyContinue
            $warnings | Should -Match "the name 'slow.md' \(parsing_started\).*\(file_still_processing\)"
        }

        It 'is -Top above 20 for the chat, before anything is asked' {
            { Test-MemicSearch q -FileName a -Chat -Top 21 } | Should -Throw -ErrorId 'invalid_input,Memic.Cmdlets.TestMemicSearchCommand'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'is a filter that the chat does not have' {
            { Test-MemicSearch q -FileName a -Chat -Category legal } | Should -Throw -ErrorId 'AmbiguousParameterSet,Memic.Cmdlets.TestMemicSearchCommand'
        }
    }

    Context 'failures' {
        BeforeEach { $rows = 'leave one', 'leave two', 'leave three' | ForEach-Object { @{ Query = $_; FileName = 'leave.md' } } }

        It 'of one question are an error with its code about it, and no failed test' {
            Add-EmulatorFault @{ path = '/search'; skip = 1; status = 422; code = 'odd_query' }
            $tests = $rows | Test-MemicSearch -ThrottleLimit 1 -ErrorAction SilentlyContinue -ErrorVariable failures
            $tests.Query | Should -Be 'leave one', 'leave three'
            $tests.Passed | Should -Be $true, $true
            $failures.FullyQualifiedErrorId | Should -BeExactly 'odd_query,Memic.Cmdlets.TestMemicSearchCommand'
            $failures.TargetObject, $failures.CategoryInfo.Category | Should -Be 'leave two', 'InvalidData'
        }

        It 'of the key end it, after what came before, and say how many questions are left' {
            Add-EmulatorFault @{ path = '/search'; skip = 1; status = 401; times = 99 }
            $tests = [Collections.Generic.List[object]]::new()
            $failure = Get-Failure { $rows | Test-MemicSearch -ThrottleLimit 1 | ForEach-Object { $tests.Add($_) } }
            $failure.FullyQualifiedErrorId | Should -BeExactly 'invalid_api_key,Memic.Cmdlets.TestMemicSearchCommand'
            $failure.ErrorDetails.Message | Should -Match 'Not tested: 1 more question\.'
            $tests.Query | Should -Be 'leave one'
        }

        It 'of the list are a warning, and the questions are tested' {
            Add-EmulatorFault @{ path = '/files'; status = 403; code = 'no_entry' }
            $tests = $rows | Test-MemicSearch -WarningVariable warnings -WarningAction SilentlyContinue
            $tests.Passed | Should -Be $true, $true, $true
            $warnings | Should -Match 'list of files could not be read.*no_entry'
        }

        It 'of the list are errors of the questions that cannot be judged without it' {
            Add-EmulatorFault @{ path = '/files'; status = 403; code = 'no_entry'; times = 99 }
            $failures = Get-Failure { Test-MemicSearch leave -ReferenceId hr/leave.md -Chat 3>$null }
            $failures.FullyQualifiedErrorId | Should -Be 'no_entry,Memic.Cmdlets.TestMemicSearchCommand'
        }
    }

    Context '-Chat' {
        It 'asks the chat and looks at the citations' {
            $test = Test-MemicSearch 'How many days of annual leave?' -FileName leave.md -Text 'thirty days' -Chat -Top 3 -MinimumScore 0.1 -FilterFileId $ids[0], $ids[1]
            $test.Passed, $test.Rank, $test.SearchTimeMs | Should -Be $true, 1, $null
            (Get-EmulatorRequest -Path /chat).body | Should -BeExactly "{`"question`":`"How many days of annual leave?`",`"file_ids`":[`"$($ids[0])`",`"$($ids[1])`"],`"top_k`":3,`"min_score`":0.1}"
            Get-EmulatorRequest -Path /search | Should -BeNullOrEmpty
        }

        It 'knows reference ids, which citations do not contain' {
            (Test-MemicSearch 'notice period' -ReferenceId hr/notice.md -Chat).Passed | Should -BeTrue
        }
    }

    Context '-Summary' {
        BeforeEach {
            # Found at 1, at 2, one of two at 1, and nothing.
            $rows = @{ Query = 'annual leave'; ReferenceId = 'hr/leave.md' }, @{ Query = 'annual leave'; ReferenceId = 'it/vpn.md' },
                @{ Query = 'notice period'; ReferenceId = 'hr/notice.md', 'hr/leave.md' }, @{ Query = 'nothing'; ReferenceId = 'hr/leave.md' }
        }

        It 'emits one object with the measures as they are worked out by hand' {
            $summary = $rows | Test-MemicSearch -Summary -Top 10
            $summary | Should -BeOfType ([Memic.MemicSearchSummary])
            $summary.Count, $summary.Passed, $summary.Failed, $summary.Errors, $summary.Top | Should -Be 4, 2, 2, 0, 10
            $summary.Recall | Should -Be (3 / 5)
            $summary.MeanReciprocalRank | Should -Be ((1 + 1 / 2 + 1 + 0) / 4)
            # 1, 1/log2(3), 1/(1 + 1/log2(3)), 0
            [math]::Round($summary.Ndcg, 6) | Should -Be ([math]::Round((1 + 0.63092975 + 0.61314719) / 4, 6))
            $summary.FailedQueries | Should -Be 'notice period', 'nothing'
            $summary.MedianSearchTimeMs | Should -BeLessOrEqual $summary.P95SearchTimeMs
        }

        It 'takes median and 95th percentile of the times that the service reports' {
            Clear-EmulatorRequest
            foreach ($ms in 30, 10, 20) { Add-EmulatorFault @{ path = '/search'; body = "{`"results`":{`"semantic`":[]},`"search_time_ms`":$ms}" } }
            $summary = $rows[0..2] | Test-MemicSearch -Summary
            $summary.MedianSearchTimeMs, $summary.P95SearchTimeMs | Should -Be 20, 30
        }

        It 'counts a question that ends as an error under Errors alone' {
            Add-EmulatorFault @{ path = '/search'; status = 422 }
            $summary = $rows[0..1] + @{ Query = 'no expectation' } | Test-MemicSearch -Summary -ThrottleLimit 1 -ErrorAction SilentlyContinue
            $summary.Count, $summary.Passed, $summary.Errors, $summary.Recall | Should -Be 1, 1, 2, 1
        }

        It 'knows nothing where nothing was asked' {
            $summary = @() | Test-MemicSearch -Summary
            $summary.Count, $summary.Recall, $summary.MedianSearchTimeMs | Should -Be 0, $null, $null
        }
    }

    Context '-MinimumRecall' {
        BeforeEach { $rows = @{ Query = 'annual leave'; FileName = 'leave.md' }, @{ Query = 'annual leave'; FileName = 'notice.md' } }

        It 'is met by exactly as much' {
            ($rows | Test-MemicSearch -Summary -MinimumRecall 0.5 -ErrorAction Stop).Recall | Should -Be 0.5
        }

        It 'is search_quality_low where less is found, after the summary, which is its target' {
            $summary = $rows | Test-MemicSearch -Summary -MinimumRecall 0.9 -ErrorAction SilentlyContinue -ErrorVariable failures
            $summary.Recall | Should -Be 0.5
            $failures.FullyQualifiedErrorId | Should -BeExactly 'search_quality_low,Memic.Cmdlets.TestMemicSearchCommand'
            $failures.CategoryInfo.Category | Should -Be 'InvalidResult'
            $failures.TargetObject.Recall | Should -Be 0.5
            $failures.Exception.Detail | Should -Be "The recall is 0.50, and must be 0.90 or more: 1 of 2 questions did not find everything: 'annual leave'."
        }

        It 'also follows the results, and can be thrown' {
            $tests = $rows | Test-MemicSearch -MinimumRecall 0.9 -ErrorAction SilentlyContinue -ErrorVariable failures
            $tests.Count, @($failures).Count | Should -Be 2, 1
            { $rows | Test-MemicSearch -MinimumRecall 0.9 -ErrorAction Stop } | Should -Throw -ErrorId 'search_quality_low,*'
        }

        It 'is not met by an empty table' {
            (Get-Failure { @() | Test-MemicSearch -MinimumRecall 0 }).FullyQualifiedErrorId | Should -BeLike 'search_quality_low,*'
        }
    }

    Context 'pipelines' {
        It 'ends with Select-Object -First 1' {
            (1..40 | ForEach-Object { @{ Query = "leave $_"; FileName = 'leave.md' } } | Test-MemicSearch -ThrottleLimit 1 | Select-Object -First 1).Query | Should -Be 'leave 1'
            @(Get-EmulatorRequest -Path /search).Count | Should -BeLessThan 40
        }

        It 'ends at once with Ctrl+C, and asks nothing after it' {
            Add-EmulatorFault @{ path = '/search'; delay = 60; times = 99 }
            $end = Stop-Script "1..40 | ForEach-Object { @{ Query = `"leave `$_`"; FileName = 'leave.md' } } | Test-MemicSearch" -When { @(Get-EmulatorRequest -Path /search).Count -ge 8 }
            $end.Seconds | Should -BeLessThan 20
            $end.State, $end.Later, @($end.Errors).Count | Should -Be 'Stopped', 0, 0
        }
    }

    Context 'views' {
        BeforeEach {
            $rows = @{ Query = 'How many days of annual leave may I take in a year?'; FileName = 'leave.md' }, @{ Query = 'notice period'; FileName = 'none.md' }
            $tests = $rows | Test-MemicSearch 3>$null
            function Get-Lines { param($Item, [int] $Width = 80) ($Item | Out-String -Width $Width).Trim() -split '\r?\n' }
        }

        It 'of results fit 80 columns and say what is missing and what came instead' {
            $lines = Get-Lines $tests
            $lines[0] | Should -Match '^Passed Rank Query +Missing +TopHit$'
            $lines[2] | Should -Match '^True +1 How many days of annual lea. +hr/leave\.md$'
            $lines[3] | Should -Match '^False +notice period +none\.md +hr/notice\.md$'
            ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        }

        It 'of a summary begin with the failures' {
            $lines = Get-Lines ($rows | Test-MemicSearch -Summary 3>$null)
            $lines[0] | Should -Be 'FailedQueries      : notice period'
            $lines -match '^Recall +: 0\.50$' | Should -HaveCount 1
        }

        It 'are the same for what came out of a file' {
            $path = Join-Path $TestDrive tests.xml
            $tests | Export-Clixml $path
            Get-Lines (Import-Clixml $path) | Should -Be (Get-Lines $tests)
        }

        It 'do not let a question drive the console' {
            $test = Test-MemicSearch "leave$([char]27)[2J" -FileName leave.md
            "$(Get-Lines $test)$(Get-Lines ($test | Format-List))$test" | Should -Not -Match "$([char]27)\[2J"
            $test.Query | Should -Be "leave$([char]27)[2J"
        }

        It 'survive a CSV file' {
            $row = $tests[1] | ConvertTo-Csv | ConvertFrom-Csv
            $row.Query, $row.Passed, $row.Missing | Should -Be 'notice period', 'False', 'none.md'
        }
    }
}
