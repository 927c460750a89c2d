BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator

    # The body of the only request, as it was sent.
    function Get-Body { (Get-EmulatorRequest -Path /search).body }

    function Add-Answer {
        param([string] $Body)
        Add-EmulatorFault @{ path = '/search'; body = $Body }
    }
}

Describe 'Search-MemicContent' {
    BeforeEach { Initialize-Test }

    It 'emits the passages of what was sent, best first' {
        $ids = Add-EmulatorFile @{ name = 'zebra.md'; text = 'zebra zebra zebra'; referenceId = 'R-1' }, @{ name = 'lion.md'; text = 'a zebra and a lion' }
        $hits = Search-MemicContent zebra
        $hits | Should -BeOfType ([Memic.MemicSearchHit])
        $hits.FileName | Should -Be 'zebra.md', 'lion.md'
        $hits.FileId | Should -Be $ids
        $hits[0].Score | Should -BeGreaterThan $hits[1].Score
        $hits[0].Content, $hits[0].ReferenceId, $hits[0].ChunkIndex, $hits[0].MimeType | Should -Be 'zebra zebra zebra', 'R-1', 0, 'text/markdown'
        (Get-EmulatorRequest).Call | Should -Be 'POST /search'
    }

    It 'has the alias Search-Memic' {
        $null = Add-EmulatorFile @{ name = 'zebra.md'; text = 'zebra' }
        (Search-Memic zebra).FileName | Should -Be 'zebra.md'
    }

    It 'emits nothing, and no error, where nothing is found' {
        Search-MemicContent zebra | Should -BeNullOrEmpty
        $Error | Should -BeNullOrEmpty
    }

    Context 'what is sent' {
        It 'is the query alone where nothing else is asked for' {
            $null = Search-MemicContent 'a "quoted" ü'
            $request = Get-EmulatorRequest
            $request.headers.'Content-Type' | Should -Be 'application/json'
            $body = $request.body | ConvertFrom-Json
            $body.psobject.Properties.Name | Should -Be 'query'
            $body.query | Should -BeExactly 'a "quoted" ü'
        }

        It 'is <Expected> for <Script>' -ForEach @(
            @{ Script = 'Search-MemicContent q -Top 7'; Expected = '{"query":"q","top_k":7}' }
            @{ Script = 'Search-MemicContent q -TopK 50'; Expected = '{"query":"q","top_k":50}' }
            @{ Script = 'Search-MemicContent q -MinimumScore 0.25'; Expected = '{"query":"q","min_score":0.25}' }
            @{ Script = 'Search-MemicContent q -MinScore 0'; Expected = '{"query":"q","min_score":0}' }
            @{ Script = 'Search-MemicContent q -ProjectId 49d4ff53-0000-4000-8000-000000000001'; Expected = '{"query":"q","project_id":"49d4ff53-0000-4000-8000-000000000001"}' }
            @{ Script = 'Search-MemicContent q -EnvironmentSlug staging'; Expected = '{"query":"q","environment_slug":"staging"}' }
            @{ Script = 'Search-MemicContent q -ConnectorId 49d4ff53-0000-4000-8000-000000000002'; Expected = '{"query":"q","connector_id":"49d4ff53-0000-4000-8000-000000000002"}' }
            @{ Script = 'Search-MemicContent q -Route Hybrid'; Expected = '{"query":"q","force_route":"hybrid"}' }
            @{ Script = 'Search-MemicContent q -ForceRoute structured'; Expected = '{"query":"q","force_route":"structured"}' }
            @{ Script = 'Search-MemicContent q -Route SEMANTIC'; Expected = '{"query":"q","force_route":"semantic"}' }
            @{ Script = 'Search-MemicContent q -ExcludeMetadata'; Expected = '{"query":"q","include_metadata":false}' }
            @{ Script = 'Search-MemicContent q -AsResponse'; Expected = '{"query":"q"}' }
            @{ Script = 'Search-MemicContent q -ReferenceId r'; Expected = '{"query":"q","metadata_filters":{"reference_id":"r"}}' }
            @{ Script = 'Search-MemicContent q -ReferenceId r, s'; Expected = '{"query":"q","metadata_filters":{"reference_ids":["r","s"]}}' }
            @{ Script = 'Search-MemicContent q -Page 3'; Expected = '{"query":"q","metadata_filters":{"page_number":3}}' }
            @{ Script = 'Search-MemicContent q -Page 3, 5'; Expected = '{"query":"q","metadata_filters":{"page_numbers":[3,5]}}' }
            @{ Script = 'Search-MemicContent q -FirstPage 2'; Expected = '{"query":"q","metadata_filters":{"page_range":{"gte":2}}}' }
            @{ Script = 'Search-MemicContent q -LastPage 9'; Expected = '{"query":"q","metadata_filters":{"page_range":{"lte":9}}}' }
            @{ Script = 'Search-MemicContent q -FirstPage 2 -LastPage 9'; Expected = '{"query":"q","metadata_filters":{"page_range":{"gte":2,"lte":9}}}' }
            @{ Script = 'Search-MemicContent q -Category legal'; Expected = '{"query":"q","metadata_filters":{"category":"legal"}}' }
            @{ Script = 'Search-MemicContent q -DocumentType contract'; Expected = '{"query":"q","metadata_filters":{"document_type":"contract"}}' }
        ) {
            $null = Invoke-Expression $Script
            Get-Body | Should -BeExactly $Expected
        }

        It 'is everything together' {
            $null = Search-MemicContent q -Top 3 -MinimumScore 0.5 -Route semantic -ReferenceId r -Page 1 -FirstPage 1 -LastPage 2 -Category c -DocumentType d -EnvironmentSlug production
            $body = Get-Body | ConvertFrom-Json
            $body.top_k, $body.min_score, $body.force_route, $body.environment_slug | Should -Be 3, 0.5, 'semantic', 'production'
            ($body.metadata_filters | ConvertTo-Json -Compress) | Should -Be '{"reference_id":"r","page_number":1,"page_range":{"gte":1,"lte":2},"category":"c","document_type":"d"}'
        }

        It 'names the files with -FileId' {
            $ids = Add-EmulatorFile @{ name = 'a.md'; text = 'zebra' }, @{ name = 'b.md'; text = 'zebra' }, @{ name = 'c.md'; text = 'zebra' }
            (Search-MemicContent zebra -FileId $ids[0], $ids[2]).FileName | Sort-Object | Should -Be 'a.md', 'c.md'
            (Get-Body | ConvertFrom-Json).file_ids | Should -Be $ids[0], $ids[2]
        }

        It 'has a number with a point in every culture' {
            $old = [cultureinfo]::CurrentCulture
            try {
                [cultureinfo]::CurrentCulture = 'de-DE'
                $null = Search-MemicContent q -MinimumScore 0.75
            }
            finally { [cultureinfo]::CurrentCulture = $old }
            Get-Body | Should -Match '"min_score":0\.75'
        }
    }

    Context 'limits' {
        It 'refuses <Script> before anything is asked' -ForEach @(
            @{ Script = 'Search-MemicContent q -Top 0' }, @{ Script = 'Search-MemicContent q -Top 51' }
            @{ Script = 'Search-MemicContent q -MinimumScore 1.1' }, @{ Script = 'Search-MemicContent q -MinimumScore -0.1' }
            @{ Script = 'Search-MemicContent q -Page 0' }, @{ Script = 'Search-MemicContent q -Page 1, 0' }
            @{ Script = 'Search-MemicContent q -FirstPage 0' }, @{ Script = 'Search-MemicContent q -LastPage 0' }
            @{ Script = 'Search-MemicContent q -Route sideways' }
        ) {
            [scriptblock]::Create($Script) | Should -Throw -ErrorId 'ParameterArgumentValidationError,Memic.Cmdlets.SearchMemicContentCommand'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'is invalid_input for a query of 1001 characters, and goes on after it' {
            $null = Add-EmulatorFile @{ name = 'a.md'; text = 'zebra' }
            $long = 'x' * 1001
            $out = $long, 'zebra' | Search-MemicContent -ErrorAction SilentlyContinue -ErrorVariable failures
            $out.FileName | Should -Be 'a.md'
            $failures.FullyQualifiedErrorId | Should -BeExactly 'invalid_input,Memic.Cmdlets.SearchMemicContentCommand'
            $failures.CategoryInfo.Category | Should -Be 'InvalidArgument'
            $failures.TargetObject | Should -Be $long
            @(Get-EmulatorRequest).Count | Should -Be 1
        }

        It 'refuses <_>: an empty list must not become a search of everything' -ForEach '-FileId @()', '-ReferenceId @()', '-Page @()' {
            $failure = Get-Failure ([scriptblock]::Create("Search-MemicContent q $_"))
            $failure.FullyQualifiedErrorId | Should -BeExactly 'invalid_input,Memic.Cmdlets.SearchMemicContentCommand'
            $failure.Exception.Detail | Should -Match 'list of'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'sends a query of 1000 characters' {
            $null = Search-MemicContent ('x' * 1000) -ErrorAction Stop
            (Get-EmulatorRequest).status | Should -Be 200
        }
    }

    Context 'pipeline' {
        BeforeEach { $ids = @(Add-EmulatorFile @{ name = 'a.md'; text = 'zebra'; referenceId = 'A' }, @{ name = 'b.md'; text = 'lion' }) }

        It 'takes queries by value, one request each' {
            ('zebra', 'lion' | Search-MemicContent).FileName | Should -Be 'a.md', 'b.md'
            @(Get-EmulatorRequest).Count | Should -Be 2
        }

        It 'takes queries and filters by property name, as from a CSV file' {
            $rows = "Query,ReferenceId`nzebra,A`nzebra,B" | ConvertFrom-Csv
            ($rows | Search-MemicContent).FileName | Should -Be 'a.md'
            (Get-EmulatorRequest).body | Sort-Object | Should -Be '{"query":"zebra","metadata_filters":{"reference_id":"A"}}', '{"query":"zebra","metadata_filters":{"reference_id":"B"}}'
        }

        It 'takes files: a query in each' {
            ($ids | Get-MemicFileStatus | Search-MemicContent 'zebra lion').FileName | Should -Be 'a.md', 'b.md'
            $bodies = (Get-EmulatorRequest -Path /search).body | ConvertFrom-Json
            $bodies.file_ids | Sort-Object | Should -Be ($ids | Sort-Object)
        }

        It 'asks for no reference id where a file has none' {
            $null = Get-MemicFileStatus $ids[1] | Search-MemicContent lion
            Get-Body | Should -BeExactly "{`"query`":`"lion`",`"file_ids`":[`"$($ids[1])`"]}"
        }

        It 'gives hits to Get-MemicFileStatus, by the id of the file' {
            (Search-MemicContent zebra | Get-MemicFileStatus).Name | Should -Be 'a.md'
        }
    }

    Context 'semantic answers' {
        It 'reads every field of the reference' {
            Add-Answer '{"query":"q","results":{"semantic":[{"chunk_id":"c1","chunk_index":4,"content":"text","file_id":"f1","file_name":"n.pdf","mime_type":"application/pdf","page_number":3,"start_page":3,"end_page":4,"score":0.91,"category":"legal","document_type":"contract","tags":["x","y"],"token_count":120,"reference_id":"R","project_id":"P","bounding_boxes":{"1":[0,1]},"metadata":{"a":1}}],"structured":null}}'
            $hit = Search-MemicContent q
            $hit.ChunkId, $hit.ChunkIndex, $hit.Content, $hit.FileId, $hit.FileName, $hit.MimeType | Should -Be 'c1', 4, 'text', 'f1', 'n.pdf', 'application/pdf'
            $hit.PageNumber, $hit.StartPage, $hit.EndPage, $hit.Score, $hit.TokenCount | Should -Be 3, 3, 4, 0.91, 120
            $hit.Category, $hit.DocumentType, $hit.ReferenceId, $hit.ProjectId | Should -Be 'legal', 'contract', 'R', 'P'
            $hit.Tags | Should -Be 'x', 'y'
            $hit.BoundingBoxes['1'] | Should -Be 0, 1
            $hit.Metadata.a | Should -Be 1
            "$hit" | Should -Be 'text'
        }

        It 'reads the shape of the guide: text, and the file''s name in its source' {
            Add-Answer '{"results":{"semantic":[{"text":"passage","score":0.8,"source":{"file_name":"guide.pdf"}}],"structured":null}}'
            $hit = Search-MemicContent q
            $hit.Content, $hit.FileName, $hit.Score | Should -Be 'passage', 'guide.pdf', 0.8
        }

        It 'bears fields that are null or new: <_>' -ForEach @(
            '{"results":{"semantic":[{"content":null,"tags":null,"score":null,"page_number":null,"bounding_boxes":null,"new":[1]}]}}'
            '{"results":{"semantic":[{}]}}'
        ) {
            Add-Answer $_
            $hit = Search-MemicContent q -ErrorAction Stop
            $hit.Content, $hit.Score, $hit.FileName | Should -Be '', $null, $null
            $hit.Tags.Count | Should -Be 0
        }

        It 'emits nothing, and no error, for <_>' -ForEach @(
            '{"results":{"semantic":null,"structured":null}}', '{"results":{"semantic":[],"structured":{"columns":[],"rows":[]}}}'
            '{"results":{"semantic":[null],"structured":{"columns":null,"rows":[null]}}}', '{"results":{}}', '{"results":null}'
        ) {
            Add-Answer $_
            Search-MemicContent q | Should -BeNullOrEmpty
            $Error | Should -BeNullOrEmpty
        }

        It 'finds only pages that were asked for' {
            Add-Answer '{"results":{"semantic":[{"content":"x","page_number":"3"}]}}'
            (Search-MemicContent q -Page 3).PageNumber | Should -Be 3
        }
    }

    Context 'structured answers' {
        It 'emits rows as objects whose properties are the columns, in order and of their types' {
            Add-Answer '{"results":{"semantic":null,"structured":{"columns":[{"name":"id","type":"integer"},{"name":"amount","type":"numeric(12,2)"},{"name":"rate","type":"double precision"},{"name":"paid","type":"boolean"},{"name":"due","type":"timestamp with time zone"},{"name":"note","type":"text"}],"rows":[{"note":"x","id":7,"amount":"12.50","rate":0.1,"paid":true,"due":"2026-03-04T05:06:07+01:00"},{"id":"8","amount":3,"paid":"false","due":null}]}}}'
            $rows = Search-MemicContent q
            $rows.Count | Should -Be 2
            $rows[0].psobject.Properties.Name | Should -Be 'id', 'amount', 'rate', 'paid', 'due', 'note'
            $rows[1].psobject.Properties.Name | Should -Be 'id', 'amount', 'rate', 'paid', 'due', 'note'
            $rows[0].id | Should -BeOfType ([long])
            $rows[0].amount | Should -BeOfType ([decimal])
            $rows[0].amount | Should -Be 12.50
            $rows[0].rate | Should -BeOfType ([double])
            $rows[0].paid | Should -BeTrue
            $rows[0].due | Should -Be ([datetime]::new(2026, 3, 4, 4, 6, 7, [DateTimeKind]::Utc))
            $rows[0].due.Kind | Should -Be 'Utc'
            $rows[0].note | Should -Be 'x'
            $rows[1].id, $rows[1].amount, $rows[1].paid, $rows[1].due, $rows[1].note | Should -Be 8, 3, $false, $null, $null
            $rows[1].id | Should -BeOfType ([long])
            $rows[1].amount | Should -BeOfType ([decimal])
            $rows[0].psobject.TypeNames[0] | Should -Be 'Memic.SearchRow'
        }

        It 'keeps cells that no column announced' {
            Add-Answer '{"results":{"structured":{"columns":[{"name":"a","type":"text"}],"rows":[{"a":"1","b":{"c":[1,2]}}]}}}'
            $row = Search-MemicContent q
            $row.a, $row.b.c[1] | Should -Be '1', 2
        }

        It 'keeps a column whose name differs from another only by case' {
            Add-Answer '{"results":{"structured":{"columns":[{"name":"id","type":"integer"},{"name":"ID","type":"integer"},{"name":"x","type":"text"}],"rows":[{"id":1,"ID":2,"x":"y"}]}}}'
            $row = Search-MemicContent q -ErrorAction Stop
            $row.psobject.Properties.Value | Should -Be 1, 2, 'y'
        }

        It 'keeps a column without a name' {
            Add-Answer '{"results":{"structured":{"columns":[{"name":"","type":"integer"},{"name":"x","type":"text"}],"rows":[{"":1,"x":"y"}]}}}'
            $row = Search-MemicContent q -ErrorAction Stop
            $row.psobject.Properties.Value | Should -Be 1, 'y'
        }

        It 'gives rows that Export-Csv and Sort-Object take' {
            Add-Answer '{"results":{"structured":{"columns":[{"name":"n","type":"int"}],"rows":[{"n":10},{"n":9}]}}}'
            Search-MemicContent q | Sort-Object n | ConvertTo-Csv | Should -Be '"n"', '"9"', '"10"'
        }

        It 'emits the emulator''s own table when the route is forced' {
            $null = Add-EmulatorFile @{ name = 'a.md'; size = 12 }
            $row = Search-MemicContent 'how large' -Route Structured
            $row.name, $row.size, $row.status | Should -Be 'a.md', 12, 'ready'
        }

        It 'emits the hits and then the rows where both sides are filled' {
            $null = Add-EmulatorFile @{ name = 'a.md'; text = 'zebra' }
            $out = Search-MemicContent zebra -Route Hybrid
            $out[0] | Should -BeOfType ([Memic.MemicSearchHit])
            $out[1].psobject.TypeNames[0] | Should -Be 'Memic.SearchRow'
            $out.Count | Should -Be 2
        }
    }

    Context '-AsResponse' {
        It 'emits the whole answer as one object' {
            $null = Add-EmulatorFile @{ name = 'a.md'; text = 'zebra'; referenceId = 'A' }
            $answer = Search-MemicContent zebra -Route Hybrid -ReferenceId A -AsResponse
            @($answer).Count | Should -Be 1
            $answer | Should -BeOfType ([Memic.MemicSearchResponse])
            $answer.Query, $answer.TotalResults | Should -Be 'zebra', 2
            $answer.Hits.FileName | Should -Be 'a.md'
            $answer.Columns.Name | Should -Be 'name', 'size', 'status'
            $answer.Columns[0].Type, $answer.Columns[0].Description | Should -Be 'text', "The file's name"
            $answer.Rows[0]['name'] | Should -Be 'a.md'
            $answer.SearchTime | Should -BeOfType ([timespan])
            $answer.Namespace | Should -Match '^org_'
            $answer.FiltersApplied.reference_id | Should -Be 'A'
            $answer.Routing.Route, $answer.Routing.ConnectorName, $answer.Routing.Sql | Should -Be 'hybrid', 'files', 'SELECT name, size, status FROM files'
            $answer.Routing.Reasoning, $answer.Routing.SqlExplanation | Should -Not -BeNullOrEmpty
            "$answer" | Should -Be 'zebra: 1 hits, 1 rows'
        }

        It 'takes an answer without any of the documented fields for none' {
            Add-Answer '{}'
            Search-MemicContent q -ErrorAction SilentlyContinue -ErrorVariable failure | Should -BeNullOrEmpty
            $failure.FullyQualifiedErrorId | Should -Be 'invalid_response,Memic.Cmdlets.SearchMemicContentCommand'
            $failure.Exception.RequestId | Should -Not -BeNullOrEmpty
        }

        It 'needs no part of the answer' {
            Add-Answer '{"routing":null,"filters_applied":null,"search_time_ms":"12.5"}'
            $answer = Search-MemicContent q -AsResponse
            $answer.Query, $answer.Routing, $answer.TotalResults | Should -Be 'q', $null, $null
            $answer.Hits.Count, $answer.Rows.Count, $answer.FiltersApplied.Count | Should -Be 0, 0, 0
            $answer.SearchTime.TotalMilliseconds | Should -Be 12.5
        }
    }

    Context 'errors' {
        It 'is file_not_found for a file that is not there' {
            $gone = [guid]::NewGuid().ToString()
            $failure = Get-Failure { Search-MemicContent zebra -FileId $gone }
            $failure.FullyQualifiedErrorId | Should -BeExactly 'file_not_found,Memic.Cmdlets.SearchMemicContentCommand'
            $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failure.TargetObject | Should -Be 'zebra'
        }

        It 'is file_still_processing for a file that is not ready' {
            $id = Add-EmulatorFile @{ name = 'a.md'; status = 'parsing_started' }
            $failure = Get-Failure { Search-MemicContent zebra -FileId $id }
            $failure.FullyQualifiedErrorId | Should -BeExactly 'file_still_processing,Memic.Cmdlets.SearchMemicContentCommand'
            $failure.CategoryInfo.Category | Should -Be 'ResourceBusy'
            @(Get-EmulatorRequest).Count | Should -Be 1
        }

        It 'is http_422 with the field''s name for a value that is refused' {
            $failure = Get-Failure { Search-MemicContent zebra -ProjectId 'no guid' }
            $failure.FullyQualifiedErrorId | Should -BeExactly 'http_422,Memic.Cmdlets.SearchMemicContentCommand'
            $failure.CategoryInfo.Category | Should -Be 'InvalidData'
            $failure.Exception.Detail | Should -Match 'project_id'
        }

        It 'is invalid_response where the answer is no JSON' {
            Add-Answer '<html>'
            (Get-Failure { Search-MemicContent q }).FullyQualifiedErrorId | Should -BeExactly 'invalid_response,Memic.Cmdlets.SearchMemicContentCommand'
        }

        It 'repeats after 503, and not with -MaximumRetryCount 0' {
            Add-EmulatorFault @{ path = '/search'; status = 503; times = 99 }
            (Get-Failure { Search-MemicContent q -MaximumRetryCount 0 }).FullyQualifiedErrorId | Should -BeExactly 'service_unavailable,Memic.Cmdlets.SearchMemicContentCommand'
            @(Get-EmulatorRequest).Count | Should -Be 1
        }
    }

    It 'uses the connection of -Connection' {
        $null = Connect-Memic -ApiKey (Get-EmulatorStagingKey) -BaseUri (Get-EmulatorUri) -Name staging
        Connect-Emulator
        $null = Search-MemicContent q -Connection staging
        (Get-EmulatorRequest).key | Should -Be (Get-EmulatorStagingKey)
    }
}
