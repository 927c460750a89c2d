BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator

    # So many files, the newest first in the list: f001.md, f002.md and so on.
    function Add-Many {
        param([int] $Count)
        $now = [datetime]::UtcNow
        $null = Add-EmulatorFile (1..$Count | ForEach-Object { @{ name = 'f{0:d3}.md' -f $_; createdAt = $now.AddSeconds(-$_).ToString('o') } })
    }

    function Add-PageFault {
        param([string[]] $Body)
        foreach ($text in $Body) { Add-EmulatorFault @{ path = '/files'; body = $text } }
    }
}

Describe 'Get-MemicFile' {
    BeforeEach { Initialize-Test }

    It 'lists every file with what the list knows of it' {
        $folder = [guid]::NewGuid()
        $id = Add-EmulatorFile @{
            name = 'a.md'; size = 1234; mimeType = 'text/markdown'; referenceId = 'R-1'; metadata = @{ a = 1; b = @('x', 'y') }
            folderId = $folder; folderName = 'Inbox'; totalChunks = 7; createdAt = '2026-03-04T05:06:07Z'
        }
        $file = Get-MemicFile
        $file | Should -BeOfType ([Memic.MemicFile])
        $file.Id, $file.Name, $file.Size, $file.MimeType | Should -Be $id, 'a.md', 1234, 'text/markdown'
        $file.Status, $file.State, $file.IsReady, $file.IsFailed | Should -Be 'ready', 'Ready', $true, $false
        $file.ReferenceId, $file.FolderId, $file.FolderName, $file.TotalChunks | Should -Be 'R-1', "$folder", 'Inbox', 7
        $file.Metadata.a | Should -Be 1
        $file.Metadata.b | Should -Be 'x', 'y'
        $file.EnvironmentSlug | Should -Be 'production'
        $file.CreatedAt | Should -Be ([datetime]::new(2026, 3, 4, 5, 6, 7, [DateTimeKind]::Utc))
        $file.CreatedAt.Kind | Should -Be 'Utc'
    }

    It 'asks for the largest pages that there are, and for nothing else' {
        Add-Many 3
        (Get-MemicFile).Name | Should -Be 'f001.md', 'f002.md', 'f003.md'
        $request = Get-EmulatorRequest
        $request.Call | Should -Be 'GET /files'
        $request.query | Should -BeExactly 'page=1&page_size=100'
        $request.body | Should -BeNullOrEmpty
    }

    It 'emits nothing, and no error, where there is nothing' {
        Get-MemicFile | Should -BeNullOrEmpty
        $Error | Should -BeNullOrEmpty
        @(Get-EmulatorRequest).Count | Should -Be 1
    }

    It 'walks through all pages of the shape <_>' -ForEach 'totalPages', 'hasMore' {
        Set-EmulatorOption @{ pagingShape = $_ }
        Add-Many 250
        $files = Get-MemicFile
        $files.Name | Should -Be (1..250 | ForEach-Object { 'f{0:d3}.md' -f $_ })
        (Get-EmulatorRequest).query | Should -Be 'page=1&page_size=100', 'page=2&page_size=100', 'page=3&page_size=100'
    }

    It 'asks for no page after one that is exactly full, in the shape <_>' -ForEach 'totalPages', 'hasMore' {
        Set-EmulatorOption @{ pagingShape = $_ }
        Add-Many 200
        @(Get-MemicFile).Count | Should -Be 200
        @(Get-EmulatorRequest).Count | Should -Be 2
    }

    It 'ends at a short page where the service says neither how many pages nor whether there are more' {
        Add-PageFault '{"items":[{"id":"1","status":"ready"}]}'
        (Get-MemicFile).Id | Should -Be '1'
        @(Get-EmulatorRequest).Count | Should -Be 1
    }

    It 'ends at an empty page, whatever the service says of more' {
        Add-PageFault '{"items":[{"id":"1","status":"ready"}],"has_more":true}', '{"items":[],"has_more":true}'
        (Get-MemicFile).Id | Should -Be '1'
        @(Get-EmulatorRequest).Count | Should -Be 2
    }

    It 'is invalid_response, and no empty list, where the service says that there are files and lists none' {
        Add-PageFault '{"items":[],"has_more":true}'
        (Get-Failure { Get-MemicFile }).FullyQualifiedErrorId | Should -BeExactly 'invalid_response,Memic.Cmdlets.GetMemicFileCommand'
    }

    It 'shows a file once that two pages hold' {
        Add-PageFault '{"items":[{"id":"1","status":"ready"},{"id":"2","status":"ready"}],"has_more":true}',
            '{"items":[{"id":"2","status":"ready"},{"id":"3","status":"ready"}],"has_more":false}'
        (Get-MemicFile).Id | Should -Be '1', '2', '3'
    }

    It 'needs no more of a file than its id and status' {
        Add-PageFault '{"items":[{"id":"1","status":"parsing","something":{"new":true}}],"has_more":false}'
        $file = Get-MemicFile
        $file.Id, $file.Name, $file.Size, $file.State | Should -Be '1', $null, $null, 'Processing'
        "$file" | Should -Be '1'
    }

    It 'passes over an entry that is null' {
        Add-PageFault '{"items":[null,{"id":"1","status":"ready"}],"has_more":false}'
        (Get-MemicFile).Id | Should -Be '1'
    }

    It 'costs one request for Select-Object -First 5' {
        Add-Many 250
        (Get-MemicFile | Select-Object -First 5).Name | Should -Be 'f001.md', 'f002.md', 'f003.md', 'f004.md', 'f005.md'
        @(Get-EmulatorRequest).Count | Should -Be 1
    }

    It 'asks for a page only when the one before is used up' {
        Add-Many 250
        $counts = Get-MemicFile | Where-Object Name -In f001.md, f100.md, f101.md, f200.md, f201.md | ForEach-Object { (Get-EmulatorState).requests }
        $counts | Should -Be 1, 1, 2, 2, 3
    }

    Context '-First, -Skip, -IncludeTotalCount' {
        BeforeEach { Add-Many 250 }

        It 'takes the first <First> with <Requests> request(s)' -ForEach @(
            @{ First = 5; Requests = 1 }, @{ First = 100; Requests = 1 }, @{ First = 101; Requests = 2 }, @{ First = 900; Requests = 3 }
        ) {
            @(Get-MemicFile -First $First).Count | Should -Be ([math]::Min($First, 250))
            @(Get-EmulatorRequest).Count | Should -Be $Requests
        }

        It 'asks nothing for -First 0' {
            Get-MemicFile -First 0 | Should -BeNullOrEmpty
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'leaves out what -Skip says' {
            (Get-MemicFile -Skip 98 -First 4).Name | Should -Be 'f099.md', 'f100.md', 'f101.md', 'f102.md'
            @(Get-EmulatorRequest).Count | Should -Be 2
        }

        It 'emits nothing when -Skip is beyond the end' {
            Get-MemicFile -Skip 250 | Should -BeNullOrEmpty
        }

        It 'skips and counts what the filter leaves' {
            (Get-MemicFile -Name f0?0.md -Skip 2 -First 3).Name | Should -Be 'f030.md', 'f040.md', 'f050.md'
        }

        It 'emits the total before the files with -IncludeTotalCount' {
            $out = Get-MemicFile -First 2 -IncludeTotalCount
            $out[0] | Should -BeOfType ([uint64])
            $out[0].ToString() | Should -Be 'Total count: 250'
            $out[1..2].Name | Should -Be 'f001.md', 'f002.md'
            $out.Count | Should -Be 3
        }

        It 'emits the total alone with -First 0 -IncludeTotalCount' {
            $out = @(Get-MemicFile -First 0 -IncludeTotalCount)
            $out.Count | Should -Be 1
            $out[0] | Should -Be 250
            @(Get-EmulatorRequest).Count | Should -Be 1
        }

        It 'does not take the total of everything for that of a filter' {
            (Get-MemicFile -Name f00* -IncludeTotalCount)[0].ToString() | Should -Be 'Estimated total count: 250'
        }

        It 'says that it does not know the total where the service does not' {
            Add-PageFault '{"items":[{"id":"1","status":"ready"}],"has_more":false}'
            (Get-MemicFile -IncludeTotalCount)[0].ToString() | Should -Be 'Unknown total count'
        }
    }

    Context 'filters' {
        BeforeEach {
            $null = Add-EmulatorFile @(
                @{ name = 'report-1.pdf'; status = 'ready'; referenceId = 'A' }
                @{ name = 'Report-2.PDF'; status = 'parsing_failed'; referenceId = 'a' }
                @{ name = 'notes.md'; status = 'embedding_started'; referenceId = 'B' }
                @{ name = 'notes[1].md'; status = 'failed' }
                @{ name = 'plan.docx'; status = 'some_new_word'; referenceId = 'C*' }
            )
        }

        It 'takes -Name <Name> as <Expected>' -ForEach @(
            @{ Name = 'notes.md'; Expected = 'notes.md' }
            @{ Name = 'REPORT-?.pdf'; Expected = 'report-1.pdf', 'Report-2.PDF' }
            @{ Name = '*.md', 'plan*'; Expected = 'notes.md', 'notes[1].md', 'plan.docx' }
            @{ Name = 'notes`[1`].md'; Expected = 'notes[1].md' }
            @{ Name = 'notes[1].md'; Expected = 'notes[1].md' }
            @{ Name = 'notes[.]md'; Expected = 'notes.md' }
            @{ Name = '*1*', 'r*'; Expected = 'report-1.pdf', 'Report-2.PDF', 'notes[1].md' }
            @{ Name = 'nothing*'; Expected = @() }
        ) {
            @((Get-MemicFile -Name $Name).Name | Sort-Object) | Should -Be @($Expected | Sort-Object)
            @((Get-MemicFile $Name).Name | Sort-Object) | Should -Be @($Expected | Sort-Object)
        }

        It 'takes -Status <Status> as <Expected>' -ForEach @(
            @{ Status = 'ready'; Expected = 'report-1.pdf' }
            @{ Status = 'READY'; Expected = 'report-1.pdf' }
            @{ Status = '*failed'; Expected = 'Report-2.PDF', 'notes[1].md' }
            @{ Status = 'failed'; Expected = 'notes[1].md' }
            @{ Status = 'some_new_word', 'emb*'; Expected = 'notes.md', 'plan.docx' }
        ) {
            @((Get-MemicFile -Status $Status).Name | Sort-Object) | Should -Be @($Expected | Sort-Object)
        }

        It 'takes -ReferenceId <ReferenceId> by its case and with wildcards, as <Expected>' -ForEach @(
            @{ ReferenceId = 'A'; Expected = 'report-1.pdf' }
            @{ ReferenceId = 'a', 'B'; Expected = 'notes.md', 'Report-2.PDF' }
            @{ ReferenceId = 'c*'; Expected = @() }
            @{ ReferenceId = 'C*'; Expected = 'plan.docx' }
        ) {
            @((Get-MemicFile -ReferenceId $ReferenceId).Name | Sort-Object) | Should -Be @($Expected | Sort-Object)
        }

        It 'finds a file by its id' {
            $file = Get-MemicFile notes.md
            (Get-MemicFile $file.Id).Name | Should -Be 'notes.md'
        }

        It 'is no_matching_file for <Name>, which nothing has' -ForEach @(
            @{ Name = 'a name'; With = @{ Name = 'nope.md' }; Target = 'nope.md' }
            @{ Name = 'an id'; With = @{ Name = [guid]::Empty.ToString() }; Target = [guid]::Empty.ToString() }
            @{ Name = 'a reference id'; With = @{ ReferenceId = 'nope' }; Target = 'nope' }
            @{ Name = 'a misspelt status'; With = @{ Status = 'redy' }; Target = 'redy' }
        ) {
            $failure = Get-Failure { Get-MemicFile @With }
            $failure.FullyQualifiedErrorId | Should -BeExactly 'no_matching_file,Memic.Cmdlets.GetMemicFileCommand'
            $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failure.TargetObject | Should -Be $Target
        }

        It 'is no error for a status that the service knows and no file has now' {
            Get-MemicFile -Status uploading -ErrorAction Stop | Should -BeNullOrEmpty
        }

        It 'takes -State, and finds what never arrived' {
            $null = Add-EmulatorFile @{ name = 'cut.md'; status = 'uploading' }
            (Get-MemicFile -State Incomplete).Name | Should -Be 'cut.md'
            (Get-MemicFile -State Ready, Incomplete).Name | Sort-Object | Should -Be 'cut.md', 'report-1.pdf'
        }

        It 'takes all filters together' {
            (Get-MemicFile -Name *.pdf -Status *failed -ReferenceId A, a).Name | Should -Be 'Report-2.PDF'
        }

        It 'filters here and not in the request, where nothing is documented' {
            $null = Get-MemicFile -Name *.pdf -Status ready -ReferenceId A
            (Get-EmulatorRequest).query | Should -BeExactly 'page=1&page_size=100'
        }

        It 'takes names from the pipeline' {
            ('notes.md', 'plan.*' | Get-MemicFile).Name | Should -Be 'notes.md', 'plan.docx'
        }

        It 'takes names and reference ids from the pipeline by property name' {
            $rows = "Name,ReferenceId`n*,A`n*.pdf,a" | ConvertFrom-Csv
            ($rows | Get-MemicFile).Name | Should -Be 'report-1.pdf', 'Report-2.PDF'
        }

        It 'takes its own output again, whatever became of the files since' {
            $files = Get-MemicFile 'notes*' | Sort-Object Name
            foreach ($file in $files) { Set-EmulatorFile $file.Id @{ status = 'ready' } }
            $again = $files | Get-MemicFile
            $again.Id | Should -Be $files.Id
            $again.IsReady | Should -Be $true, $true
        }
    }

    Context 'while files go' {
        It 'removes all 250 with Get-MemicFile | Remove-MemicFile -Force, in the shape <_>' -ForEach 'totalPages', 'hasMore' {
            Set-EmulatorOption @{ pagingShape = $_ }
            Add-Many 250
            Get-MemicFile | Remove-MemicFile -Force
            (Get-EmulatorState).files | Should -Be 0
            $deleted = (Get-EmulatorRequest -Method DELETE).Call
            $deleted.Count | Should -Be 250
            ($deleted | Sort-Object -Unique).Count | Should -Be 250
            $Error | Should -BeNullOrEmpty
        }

        It 'misses none where only some go' {
            Add-Many 250
            $seen = Get-MemicFile | ForEach-Object { if ($_.Name -like '*[02468].md') { $_ | Remove-MemicFile -Force }; $_.Name }
            $seen.Count | Should -Be 250
            ($seen | Sort-Object -Unique).Count | Should -Be 250
            (Get-EmulatorState).files | Should -Be 125
        }
    }

    Context 'errors' {
        It 'is <Id> when the service says <Status>' -ForEach @(
            @{ Status = 403; Id = 'forbidden'; Category = 'PermissionDenied' }
            @{ Status = 422; Id = 'validation_error'; Category = 'InvalidData' }
            @{ Status = 503; Id = 'service_unavailable'; Category = 'ResourceUnavailable' }
        ) {
            Add-EmulatorFault @{ path = '/files'; status = $Status; times = 99; requestId = 'req_X' }
            $failure = Get-Failure { Get-MemicFile -MaximumRetryCount 0 }
            @($failure).Count | Should -Be 1
            $failure.FullyQualifiedErrorId | Should -BeExactly "$Id,Memic.Cmdlets.GetMemicFileCommand"
            $failure.CategoryInfo.Category | Should -Be $Category
            $failure.Exception.RequestId | Should -Be 'req_X'
            $failure.Exception.Uri | Should -Be "$(Get-EmulatorUri)/files"
            @(Get-EmulatorRequest).Count | Should -Be 1
        }

        It 'is one error after the files that came before it' {
            Add-Many 150
            Add-EmulatorFault @{ path = '/files'; skip = 1; status = 500; times = 99 }
            $out = Get-MemicFile -MaximumRetryCount 0 -ErrorAction SilentlyContinue -ErrorVariable failures
            @($out).Count | Should -Be 100
            $failures.FullyQualifiedErrorId | Should -Be 'internal_error,Memic.Cmdlets.GetMemicFileCommand'
        }

        It 'is invalid_response where the answer is no list of files: <_>' -ForEach 'no JSON', '[]', '{"items":[{"name":"no id"}]}', '' {
            Add-EmulatorFault @{ path = '/files'; status = 200; body = $_ }
            $failure = Get-Failure { Get-MemicFile }
            $failure.FullyQualifiedErrorId | Should -BeExactly 'invalid_response,Memic.Cmdlets.GetMemicFileCommand'
        }

        It 'ends the script for a key that is no longer accepted' {
            Add-EmulatorFault @{ path = '/files'; status = 401 }
            { Get-MemicFile -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'invalid_api_key,Memic.Cmdlets.GetMemicFileCommand'
        }

        It 'repeats a page that failed, and loses none' {
            Add-Many 150
            Add-EmulatorFault @{ path = '/files'; skip = 1; status = 503 }
            (Get-MemicFile).Count | Should -Be 150
            (Get-EmulatorRequest).status | Should -Be 200, 503, 200
        }
    }

    It 'uses the connection of -Connection, by name and as an object' {
        $null = Add-EmulatorFile @{ name = 'other.md'; key = Get-EmulatorStagingKey }
        $staging = Connect-Memic -ApiKey (Get-EmulatorStagingKey) -BaseUri (Get-EmulatorUri) -Name staging -PassThru
        Connect-Emulator
        (Get-MemicFile -Connection staging).Name | Should -Be 'other.md'
        (Get-MemicFile -Connection $staging).EnvironmentSlug | Should -Be 'staging'
        Get-MemicFile | Should -BeNullOrEmpty
    }
}
