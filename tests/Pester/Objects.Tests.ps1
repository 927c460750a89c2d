BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
    Import-Double

    function Get-View {
        param($Object, [int] $Width = 140)
        ($Object | Out-String -Width $Width).Trim() -split '\r?\n'
    }

    # One of each kind of object that the cmdlets emit.
    function Get-Sample {
        $null = Add-EmulatorFile @{ name = 'zebra.md'; text = 'zebra and lion'; referenceId = 'R-1'; metadata = @{ customer = 'Contoso'; tags = @('a', 'b') } }
        Set-EmulatorPrompt brief @{ body = '{{ topic }}'; versionNumber = 3 }
        [ordered]@{
            MemicFile             = Get-MemicFile
            MemicPrompt           = Get-MemicPrompt brief
            MemicSearchHit        = Search-MemicContent zebra
            MemicSearchResponse   = Search-MemicContent zebra -Route Hybrid -AsResponse
            MemicAnswer           = Invoke-MemicChat zebra
            MemicCitation         = (Invoke-MemicChat zebra).Citations[0]
            MemicProject          = Get-MemicProject
            MemicContext          = Get-MemicContext
            MemicConnection       = Get-MemicConnection
            MemicConnectionTest   = Test-MemicConnection
            MemicConnectionCheck  = (Test-MemicConnection).Checks[0]
            MemicRateLimit        = (Get-MemicRateLimit)[0]
            MemicErrorCode        = (Get-MemicErrorCode)[0]
            MemicSearchTest       = Test-MemicSearch zebra -FileName zebra.md
            MemicSearchSummary    = Test-MemicSearch zebra -FileName zebra.md -Summary
            MemicSearchComparison = Test-MemicSearch zebra -FileName zebra.md | Compare-MemicSearchTest (Test-MemicSearch lion -FileName zebra.md)
            MemicSearchChange     = (Test-MemicSearch zebra -FileName zebra.md | Compare-MemicSearchTest (Test-MemicSearch lion -FileName zebra.md)).Added[0]
        }
    }
}

Describe 'Objects' {
    BeforeEach { Initialize-Test }

    Context 'types' {
        BeforeEach { $samples = Get-Sample }

        It 'are Memic''s own, and can be written by their names' {
            foreach ($name in $samples.Keys) {
                $samples[$name] | Should -BeOfType ("Memic.$name" -as [type])
                @($samples[$name].psobject.TypeNames)[0] | Should -BeExactly "Memic.$name"
            }
        }

        It 'are what the cmdlets announce' {
            foreach ($command in Get-Command -Module Memic -CommandType Cmdlet | Where-Object { $_.Verb -notin 'Disconnect', 'Remove' }) {
                $command.OutputType.Type | Should -Not -BeNullOrEmpty -Because "$command says what it emits, for completion"
            }
            (Get-Command Get-MemicFile).OutputType.Name | Should -Be 'Memic.MemicFile'
        }

        It 'have a text that a person can use' {
            foreach ($name in $samples.Keys) {
                "$($samples[$name])" | Should -Not -BeNullOrEmpty
                "$($samples[$name])" | Should -Not -Match '^Memic\.|\{ ' -Because "$name is no type name and no dump"
            }
        }

        It 'have the name as the text of a file, and the id where there is none' {
            "$($samples.MemicFile)" | Should -Be 'zebra.md'
            Add-EmulatorFault @{ path = '/files/*'; body = '{"id":"x1","status":"ready"}' }
            "$(Get-MemicFileStatus x1)" | Should -Be 'x1'
        }

        It 'have dates in UTC, whatever zone the service writes' {
            Add-EmulatorFault @{ path = '/files/*'; body = '{"id":"1","status":"ready","created_at":"2026-05-06T10:00:00+02:00","updated_at":"2026-05-06T08:30:00"}' }
            $file = Get-MemicFileStatus 1
            $file.CreatedAt | Should -Be ([datetime]::new(2026, 5, 6, 8, 0, 0, [DateTimeKind]::Utc))
            $file.UpdatedAt | Should -Be ([datetime]::new(2026, 5, 6, 8, 30, 0, [DateTimeKind]::Utc))
            $file.CreatedAt.Kind, $file.UpdatedAt.Kind | Should -Be 'Utc', 'Utc'
        }
    }

    Context 'lists' {
        It 'have their elements by index, also from the end' {
            Add-EmulatorFault @{ path = '/chat'; body = '{"answer":"a","citations":[{"file_name":"1"},{"file_name":"2"}]}' }
            $answer = Invoke-MemicChat q
            $answer.Citations[0].FileName, $answer.Citations[1].FileName, $answer.Citations[-1].FileName | Should -Be '1', '2', '2'
            Add-EmulatorFault @{ path = '/search'; body = '{"results":{"semantic":[{"content":"a","tags":["x","y"]},{"content":"b"}],"structured":{"columns":[{"name":"n"},{"name":"m"}],"rows":[{"n":1},{"n":2}]}}}' }
            $search = Search-MemicContent q -AsResponse
            $search.Hits[1].Content, $search.Columns[1].Name, $search.Rows[1]['n'], $search.Hits[0].Tags[1] | Should -Be 'b', 'm', 2, 'y'
            Set-EmulatorPrompt brief @{ body = '{{ one }} {{ two }}' }
            (Get-MemicPrompt brief).Variables[1] | Should -Be 'two'
            (Test-MemicConnection).Checks[1].Name | Should -Be 'Files'
            [Memic.MemicFile]::KnownStatuses[-1] | Should -Be 'failed'
            [Memic.MemicErrorCodes]::All[0].Code | Should -Be 'invalid_api_key'
        }
    }

    Context 'files and other programs' {
        It 'Export-Csv writes each property as text that can be read again' {
            $id = Add-EmulatorFile @{ name = 'a, "b".md'; size = 12; referenceId = 'R-1'; metadata = @{ customer = 'Contoso' }; createdAt = '2026-03-04T05:06:07Z' }
            $path = Join-Path $TestDrive 'files.csv'
            Get-MemicFile | Export-Csv $path
            $row = Import-Csv $path
            $row.Id, $row.Name, $row.Size, $row.Status, $row.State, $row.IsReady, $row.ReferenceId | Should -Be $id, 'a, "b".md', '12', 'ready', 'Ready', 'True', 'R-1'
            $row.Metadata | Should -BeExactly '{"customer":"Contoso"}'
            $row.ErrorMessage | Should -BeNullOrEmpty
            # The id of a row leads to the file again.
            ($row | Get-MemicFileStatus).Name | Should -Be 'a, "b".md'
        }

        It 'Export-Csv writes no type name in place of a value' {
            $samples = Get-Sample
            foreach ($name in 'MemicFile', 'MemicSearchHit', 'MemicPrompt', 'MemicProject', 'MemicContext', 'MemicRateLimit') {
                "$($samples[$name] | ConvertTo-Csv)" | Should -Not -Match 'System\.|Memic\.' -Because "a row of $name has values"
            }
        }

        # Windows PowerShell writes dates and enumerations in ways of its own.
        It 'ConvertTo-Json gives a file with its values, dates in UTC and metadata as an object' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
            $id = Add-EmulatorFile @{ name = 'a.md'; metadata = @{ customer = 'Contoso'; pages = 3 }; createdAt = '2026-03-04T05:06:07Z' }
            $json = Get-MemicFile | ConvertTo-Json -EnumsAsStrings
            $json | Should -Match '"CreatedAt": "2026-03-04T05:06:07Z"'
            $back = $json | ConvertFrom-Json
            $back.Id, $back.Name, $back.Status, $back.State, $back.IsReady | Should -Be $id, 'a.md', 'ready', 'Ready', $true
            $back.Metadata.customer, $back.Metadata.pages | Should -Be 'Contoso', 3
            $back.ErrorMessage | Should -BeNullOrEmpty
        }

        It 'ConvertTo-Json gives every kind of object without a warning of its depth' {
            $samples = Get-Sample
            foreach ($name in $samples.Keys | Where-Object { $_ -ne 'MemicConnection' }) {
                $json = $samples[$name] | ConvertTo-Json -Depth 6 -WarningVariable warnings -WarningAction SilentlyContinue
                $warnings | Should -BeNullOrEmpty -Because $name
                { $json | ConvertFrom-Json } | Should -Not -Throw
            }
        }

        It 'Export-Clixml keeps a file, and the pipeline takes it again' {
            $id = Add-EmulatorFile @{ name = 'a.md'; referenceId = 'R-1'; metadata = @{ customer = 'Contoso' }; createdAt = '2026-03-04T05:06:07Z' }
            $path = Join-Path $TestDrive 'file.xml'
            Get-MemicFile | Export-Clixml $path
            $back = Import-Clixml $path
            $back.psobject.TypeNames[0] | Should -Be 'Deserialized.Memic.MemicFile'
            $back.Id, $back.Name, $back.Status, $back.State.ToString(), $back.IsReady, $back.ReferenceId | Should -Be $id, 'a.md', 'ready', 'Ready', $true, 'R-1'
            $back.CreatedAt | Should -Be ([datetime]::new(2026, 3, 4, 5, 6, 7, [DateTimeKind]::Utc))
            $back.CreatedAt.Kind | Should -Be 'Utc'
            $back.Metadata.customer | Should -Be 'Contoso'
            "$back" | Should -Be 'a.md'
            ($back | Get-MemicFileStatus).Name | Should -Be 'a.md'
            $back | Remove-MemicFile -Force
            (Get-EmulatorState).files | Should -Be 0
        }

        It 'Export-Clixml keeps hits, rows and answers' {
            $samples = Get-Sample
            $path = Join-Path $TestDrive 'samples.xml'
            $samples.MemicSearchHit, $samples.MemicAnswer, (Search-MemicContent zebra -Route Structured) | Export-Clixml $path -Depth 3
            $hit, $answer, $row = Import-Clixml $path
            $hit.Content, $hit.FileName | Should -Be 'zebra and lion', 'zebra.md'
            $answer.Answer | Should -Be $samples.MemicAnswer.Answer
            $answer.Citations[0].FileName | Should -Be 'zebra.md'
            $row.name | Should -Be 'zebra.md'
        }

        It 'jobs give files back that the pipeline takes' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
            $null = Add-EmulatorFile @{ name = 'a.md' }
            $module = Get-ModulePath
            $file = Start-ThreadJob { Import-Module $using:module; Get-MemicFile } | Receive-Job -Wait -AutoRemoveJob
            ($file | Get-MemicFileStatus).Name | Should -Be 'a.md'
        }
    }

    Context 'pipelines' {
        It 'lead from a listed file to its status, its wait, its search, its answer and its end' {
            $id = Add-EmulatorFile @{ name = 'zebra.md'; text = 'The zebra has stripes.' }
            (Get-MemicFile | Get-MemicFileStatus).Id | Should -Be $id
            (Get-MemicFile | Wait-MemicFile).Id | Should -Be $id
            (Get-MemicFile | Search-MemicContent zebra).FileId | Should -Be $id
            (Get-MemicFile | Invoke-MemicChat zebra).Citations.FileId | Should -Be $id
            Get-MemicFile | Remove-MemicFile -Force
            (Get-EmulatorState).files | Should -Be 0
        }

        It 'lead from a hit to the status, the wait and the end of its file' {
            $id = Add-EmulatorFile @{ name = 'zebra.md'; text = 'zebra' }
            (Search-MemicContent zebra | Get-MemicFileStatus).Id | Should -Be $id
            (Search-MemicContent zebra | Wait-MemicFile).Id | Should -Be $id
            Search-MemicContent zebra | Remove-MemicFile -Force
            (Get-EmulatorState).files | Should -Be 0
        }

        It 'lead from a sent file to its status and its end' {
            $path = Join-Path $TestDrive 'zebra.md'
            Set-Content $path 'zebra'
            (Get-Item $path | Send-MemicFile | Wait-MemicFile | Get-MemicFileStatus).IsReady | Should -BeTrue
            Get-MemicFile -Status ready | Remove-MemicFile -Force
            (Get-EmulatorState).files | Should -Be 0
        }

        It 'sort, group and filter as their types say' {
            $null = Add-EmulatorFile @{ name = 'a.md'; size = 1000 }, @{ name = 'b.md'; size = 9; status = 'failed' }, @{ name = 'c.md'; size = 200; status = 'uploading' }
            (Get-MemicFile | Sort-Object Size).Name | Should -Be 'b.md', 'c.md', 'a.md'
            (Get-MemicFile | Where-Object IsFailed).Name | Should -Be 'b.md'
            (Get-MemicFile | Where-Object State -EQ Incomplete).Name | Should -Be 'c.md'
            (Get-MemicFile | Group-Object State | Sort-Object Name).Name | Should -Be 'Failed', 'Incomplete', 'Ready'
            (Get-MemicFile | Measure-Object Size -Sum).Sum | Should -Be 1209
        }
    }

    Context 'views' {
        It 'show a file in one line, with its whole id at any width: state, size, age, id, name' {
            $id = Add-EmulatorFile @{ name = 'a.md'; size = 999900; createdAt = [datetime]::UtcNow.AddHours(-3).AddMinutes(-5).ToString('o') }
            foreach ($width in 80, 120, 200) {
                $lines = Get-View (Get-MemicFile) $width
                $lines.Count | Should -Be 3
                $lines[0] -split '\s+' | Should -Be 'State', 'Size', 'Age', 'Id', 'Name'
                $lines[2] -split '\s{2,}|(?<=h) |(?<=[0-9a-f]{12}) ' | Should -Be 'Ready', '999.9 KB', '3h', $id, 'a.md'
            }
        }

        It 'show the whole id of a project at 80 columns' {
            (Get-View (Get-MemicProject) 80)[2] | Should -Match "^True +$((Get-MemicProject).Id) Documents$"
        }

        It 'break what is to be read at words, at any width' {
            Add-EmulatorFault @{ path = '/search'; body = (ConvertTo-Json -Depth 5 @{ results = @{ semantic = @(@{ content = 'someword ' * 99; file_name = 'n.pdf'; score = 0.5 }) } }) }
            foreach ($width in 80, 120, 200) {
                $text = Get-View (Get-MemicErrorCode) $width
                $text | Where-Object { $_.Length -gt $width } | Should -BeNullOrEmpty
                # Everything that a word was made of.
                $words = Get-MemicErrorCode | ForEach-Object { $_.Description, $_.Advice } | ForEach-Object { $_ -split ' ' } | Sort-Object -Unique
                ($text | Where-Object { $_ -match '^ ' }) -split ' ' | Where-Object { $_ -and $_ -notin $words } | Should -BeNullOrEmpty
            }
            (Get-View (Search-MemicContent q) 80 | Select-Object -Skip 1) -split ' ' | Where-Object { $_ -and $_ -notin 'someword', 'someword...' } | Should -BeNullOrEmpty
        }

        It 'show an age of <Expected> for <Seconds> s' -ForEach @(
            @{ Seconds = 90; Expected = '1m' }, @{ Seconds = 90000; Expected = '1d' }, @{ Seconds = -60; Expected = '0s' }
        ) {
            $null = Add-EmulatorFile @{ name = 'a.md'; createdAt = [datetime]::UtcNow.AddSeconds(-$Seconds).ToString('o') }
            (Get-View (Get-MemicFile))[2] | Should -Match " $Expected "
        }

        It 'show a file of which nothing is known but id and status' {
            Add-EmulatorFault @{ path = '/files/*'; body = '{"id":"x1","status":"parsing_failed"}' }
            (Get-View (Get-MemicFileStatus x1))[2] -split '\s+' | Where-Object { $_ } | Should -Be 'Failed', 'x1'
            $Error | Should -BeNullOrEmpty
        }

        It 'show no object with more than eight columns or lines' {
            $samples = Get-Sample
            foreach ($name in $samples.Keys) {
                $lines = Get-View $samples[$name] 200
                $isTable = $lines.Count -ge 2 -and $lines[1] -match '^-+( +-+)*\s*$'
                $isText = @($lines -match '^    ').Count -gt 0 -and -not ($lines -match '^\w+ +: ')
                $width = if ($isTable) { @($lines[1] -split ' +').Count } elseif ($isText) { $lines.Count } else { @($lines -match '^\w+ +: ').Count }
                $width | Should -BeGreaterThan 0 -Because "$name has a view"
                $width | Should -BeLessOrEqual 8 -Because "$name is for a person to read: $($lines -join '|')"
            }
        }

        It 'have the names of properties as labels, so that what is shown can be typed' {
            $samples = Get-Sample
            foreach ($name in $samples.Keys) {
                $sample = @($samples[$name])[0]
                foreach ($data in Get-FormatData -TypeName $sample.psobject.TypeNames[0] -PowerShellVersion $PSVersionTable.PSVersion) {
                    foreach ($control in $data.FormatViewDefinition.Control) {
                        # Paragraphs have no labels.
                        if ($control -is [Management.Automation.CustomControl]) { continue }
                        $labels = if ($control -is [Management.Automation.TableControl]) { $control.Headers.Label }
                        else { $control.Entries[0].Items | ForEach-Object { if ($_.Label) { $_.Label } else { $_.DisplayEntry.Value } } }
                        foreach ($label in $labels | Where-Object { $_.Trim() }) {
                            [bool]$sample.psobject.Properties[$label] | Should -BeTrue -Because "$name shows $label"
                        }
                    }
                }
            }
        }

        It 'show an age that files can be sorted and filtered by, and that is no property more in what is exported' {
            $null = Add-EmulatorFile @{ name = 'old.md'; createdAt = [datetime]::UtcNow.AddDays(-2).ToString('o') }, @{ name = 'new.md' }
            (Get-MemicFile | Sort-Object Age -Descending).Name | Should -Be 'old.md', 'new.md'
            (Get-MemicFile | Where-Object Age -GT ([timespan]::FromDays(1))).Name | Should -Be 'old.md'
            Get-MemicFile | ConvertTo-Csv | Should -Not -Match '"Age"'
        }

        It 'show a hit with its score, file, page and passage' {
            Add-EmulatorFault @{ path = '/search'; times = 2; body = '{"results":{"semantic":[{"content":"one\n  two","file_name":"n.pdf","page_number":3,"score":0.912},{"content":"x","file_id":"f1","score":0.5}]}}' }
            Get-View (Search-MemicContent q) | Where-Object { $_ } | Should -Be '0.91  n.pdf, page 3', '    one two', '0.50  f1', '    x'
            (Get-View (Search-MemicContent q | Format-Table))[2].Trim() -split '\s{2,}| (?=\d)|(?<=\d) ' | Should -Be '0.91', 'n.pdf', '3', 'one two'
        }

        It 'show an error code with what it means and what to do, and as a table where that is asked for' {
            (Get-View (Get-MemicErrorCode rate_limit_exceeded) 200)[0, 1] | Should -Be 'rate_limit_exceeded (429, QuotaExceeded, retried)', "    $((Get-MemicErrorCode rate_limit_exceeded).Description)"
            (Get-View (Get-MemicErrorCode api_key_missing | Format-Table) 200)[0] -split '\s+' | Should -Be 'Code', 'StatusCode', 'Category', 'IsRetryable', 'Advice'
        }

        It 'show rows by their own columns' {
            Add-EmulatorFault @{ path = '/search'; body = '{"results":{"structured":{"columns":[{"name":"region","type":"text"},{"name":"total","type":"int"}],"rows":[{"region":"EU","total":5}]}}}' }
            $lines = Get-View (Search-MemicContent q)
            $lines[0] -split '\s+' | Should -Be 'region', 'total'
            $lines[2] -split '\s+' | Should -Be 'EU', '5'
        }

        It 'show an answer as its text first' {
            Add-EmulatorFault @{ path = '/chat'; body = '{"answer":"The contract ends in May.","model":"m","citations":[{"file_name":"n.pdf","page":3}]}' }
            $text = (Get-View (Invoke-MemicChat q)) -join ' '
            $text | Should -Match 'The contract ends in May\.'
            $text | Should -Match 'n\.pdf, page 3'
        }

        It 'colour a file by its state where the host can, and only there' -ForEach @(
            @{ HasColour = $true; Expected = 'ESC[32mReady', 'ESC[31mFailed', 'ESC[33mProcessing' }
            @{ HasColour = $false; Expected = "`nReady", "`nFailed", "`nProcessing" }
        ) {
            $null = Add-EmulatorFile @{ name = 'a.md' }, @{ name = 'b.md'; status = 'parsing_failed' }, @{ name = 'c.md'; status = 'new' }
            $shell = New-Shell -SessionHost ([Memic.Tests.AnsweringHost]::new(@(), $HasColour))
            $old = $PSStyle.OutputRendering
            try {
                # From 7.2 on PowerShell itself decides too.
                if ($PSStyle) { $PSStyle.OutputRendering = 'Ansi' }
                $text = $shell.AddScript('Get-MemicFile | Sort-Object Name | Out-String').Invoke()[0]
            }
            finally {
                if ($PSStyle) { $PSStyle.OutputRendering = $old }
                Close-Shell $shell
            }
            # Spelled out: a report in XML cannot hold the character itself.
            foreach ($word in $Expected.Replace('ESC', [string][char]27)) { $text.Contains($word) | Should -BeTrue -Because $text }
            if (-not $HasColour) { ($text -split '\r?\n' -match '\.md').ForEach({ $_.Contains([char]27) }) | Should -Not -Contain $true }
        }

        It 'show the limits as a table, and a limit that is none in words' {
            $lines = Get-View (Get-MemicRateLimit)
            $lines.Count | Should -Be 8
            $lines[0] -split '\s+' | Should -Be 'Category', 'Limit', 'Used', 'UsedByOthers', 'Available', 'NextFree', 'TimesWaited', 'Scope'
            $lines[2] -split '\s+' | Where-Object { $_ } | Should -Be 'Ingestion', 'none', '0', '0', 'now', '0', 'Machine'
        }

        It 'show what fails in a connection test, and what to do' {
            Add-EmulatorFault @{ path = '/files'; status = 403; requestId = 'req_X' }
            $text = (Get-View (Test-MemicConnection) 200) -join ' '
            $text | Should -Match 'Key: ok'
            $text | Should -Match 'Files: .*forbidden.*req_X'
            $text | Should -Match 'Get-MemicContext shows it'
        }

        It 'show a file as a list without what nobody asks for' {
            $null = Add-EmulatorFile @{ name = 'a.md'; metadata = @{ customer = 'Contoso' } }
            $lines = (Get-MemicFile | Format-List | Out-String -Width 140).Trim() -split '\r?\n'
            $lines.Count | Should -BeLessThan 20
            $lines -match '^Metadata +: .*customer.*Contoso' | Should -Not -BeNullOrEmpty
            $lines -match '^Status +: ready' | Should -Not -BeNullOrEmpty
        }

        It 'are the same for files that came out of a file' {
            $null = Add-EmulatorFile @{ name = 'a.md' }
            $path = Join-Path $TestDrive 'file.xml'
            Get-MemicFile | Export-Clixml $path
            $lines = Get-View (Import-Clixml $path)
            $lines[0] -split '\s+' | Should -Be 'State', 'Size', 'Age', 'Id', 'Name'
            $lines[-1] | Should -Match '^(\x1b\[32m)?Ready(\x1b\[0m)? '
        }

        It 'are the same for error codes that came out of a file' {
            $path = Join-Path $TestDrive 'code.xml'
            Get-MemicErrorCode file_not_found | Export-Clixml $path
            Import-Clixml $path | Out-String -Width 80 | Should -Be (Get-MemicErrorCode file_not_found | Out-String -Width 80)
        }
    }
}
