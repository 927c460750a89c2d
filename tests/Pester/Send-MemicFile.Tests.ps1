BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator

    function New-Document {
        param([string[]] $Name, [string] $Text = 'hello')
        foreach ($leaf in $Name) {
            $path = Join-Path $TestDrive $leaf
            $null = New-Item -ItemType Directory -Force ([IO.Path]::GetDirectoryName($path))
            [IO.File]::WriteAllText($path, $Text)
            $path
        }
    }

    function Get-Init { Get-EmulatorRequest POST /files/init | ForEach-Object { $_.body | ConvertFrom-Json } }
}

Describe 'Send-MemicFile' {
    BeforeEach {
        Initialize-Test
        Get-ChildItem $TestDrive | Remove-Item -Recurse -Force
    }

    Context 'one file' {
        It 'announces it, puts it into storage and confirms it, each once and in this order' {
            $path = New-Document a.md 'hello'
            $file = Send-MemicFile $path
            (Get-EmulatorRequest).Call | Should -Be 'POST /files/init', "PUT /storage/$($file.Id)/a.md", "POST /files/$($file.Id)/confirm"
        }

        It 'emits a MemicFile that knows where it came from' {
            $path = New-Document a.md 'hello'
            $file = Send-MemicFile $path
            $file | Should -BeOfType ([Memic.MemicFile])
            $file.Name, $file.Size, $file.MimeType, $file.Path | Should -Be 'a.md', 5, 'text/markdown', $path
            "$($file.State)" | Should -Be 'Processing'
        }

        It 'sends the bytes of the file and their length' {
            $path = New-Document a.md "h$([char]0xe9)llo"
            $null = Send-MemicFile $path
            $put = Get-EmulatorRequest PUT
            $put.bodySha256 | Should -Be (Get-FileHash $path).Hash.ToLower()
            $put.headers.'Content-Length' | Should -Be '6'
        }

        It 'tells storage nothing but the content type, and never the key' {
            $null = Send-MemicFile (New-Document a.md)
            $put = Get-EmulatorRequest PUT
            $put.key | Should -BeNullOrEmpty
            $put.headers.PSObject.Properties.Name | Should -BeIn 'Host', 'Content-Type', 'Content-Length'
        }

        It 'tells name, size and type in the announcement, and nothing that was not given' {
            $null = Send-MemicFile (New-Document a.md 'hello')
            $init = Get-Init
            $init.filename, $init.size, $init.mime_type | Should -Be 'a.md', 5, 'text/markdown'
            $init.PSObject.Properties.Where({ $null -ne $_.Value }).Name | Should -Be 'filename', 'size', 'mime_type'
        }

        It 'tells the service who we are' {
            $null = Send-MemicFile (New-Document a.md)
            (Get-EmulatorRequest POST /files/init).headers.'User-Agent' | Should -Match '^memic-powershell/\d+\.\d+\.\d+ \(PowerShell/7'
        }
    }

    Context 'parameters' {
        It 'passes -ReferenceId on' {
            (Send-MemicFile (New-Document a.md) -ReferenceId 'kb/1').ReferenceId | Should -BeExactly 'kb/1'
            (Get-Init).reference_id | Should -BeExactly 'kb/1'
        }

        It 'passes -Metadata on with its types' {
            $null = Send-MemicFile (New-Document a.md) -Metadata @{ text = 'x'; count = 3; ratio = 1.5; live = $true; none = $null; list = 'a', 'b'; deep = @{ k = 'v' } }
            $metadata = (Get-Init).metadata
            $metadata.text, $metadata.count, $metadata.ratio, $metadata.live, $metadata.deep.k | Should -Be 'x', 3, 1.5, $true, 'v'
            $metadata.list | Should -Be 'a', 'b'
            $metadata.PSObject.Properties['none'].Value | Should -BeNullOrEmpty
        }

        It 'passes a date in -Metadata on as ISO 8601' {
            $null = Send-MemicFile (New-Document a.md) -Metadata @{ due = [datetime]::new(2026, 3, 4, 5, 6, 7, [DateTimeKind]::Utc) }
            (Get-EmulatorRequest POST /files/init).body | Should -Match '"due":"2026-03-04T05:06:07'
        }

        It 'passes what PowerShell wraps in -Metadata on as what it is' {
            $null = Send-MemicFile (New-Document a.md) -Metadata @{ text = (Write-Output 'x'); list = @(1, 2 | Write-Output); when = (Get-Date '2026-03-04' | Select-Object -ExpandProperty Date) }
            $metadata = (Get-Init).metadata
            $metadata.text | Should -BeExactly 'x'
            $metadata.list | Should -Be 1, 2
        }

        It 'is invalid_input for metadata that refers to itself, and sends nothing' {
            $loop = @{}
            $loop.self = $loop
            $path = New-Document a.md
            (Get-Failure { Send-MemicFile $path -Metadata $loop }).FullyQualifiedErrorId | Should -BeExactly 'invalid_input,Memic.Cmdlets.SendMemicFileCommand'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'passes -FolderId on' {
            $folder = [guid]::NewGuid().ToString()
            $null = Send-MemicFile (New-Document a.md) -FolderId $folder
            (Get-Init).folder_id | Should -Be $folder
        }

        It 'uses -MimeType for the announcement and for storage' {
            $null = Send-MemicFile (New-Document a.md) -MimeType 'text/x-note; charset=utf-8'
            (Get-Init).mime_type | Should -Be 'text/x-note; charset=utf-8'
            (Get-EmulatorRequest PUT).headers.'Content-Type' | Should -Be 'text/x-note; charset=utf-8'
        }

        It 'is an error with a code, about the file, for a -MimeType that is none' {
            $path = New-Document a.md
            $failure = Get-Failure { Send-MemicFile $path -MimeType 'not a type' }
            $failure.FullyQualifiedErrorId | Should -BeExactly 'invalid_input,Memic.Cmdlets.SendMemicFileCommand'
            $failure.TargetObject | Should -Be $path
        }

        It 'is invalid_input for a reference id of 256 characters, and sends nothing' {
            $path = New-Document a.md
            $failure = Get-Failure { Send-MemicFile $path -ReferenceId ('x' * 256) }
            $failure.FullyQualifiedErrorId | Should -BeExactly 'invalid_input,Memic.Cmdlets.SendMemicFileCommand'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'knows the type of <Name>' -ForEach @(
            @{ Name = 'a.pdf'; Type = 'application/pdf' }
            @{ Name = 'a.TXT'; Type = 'text/plain' }
            @{ Name = 'a.md'; Type = 'text/markdown' }
            @{ Name = 'a.html'; Type = 'text/html' }
            @{ Name = 'a.png'; Type = 'image/png' }
            @{ Name = 'a.jpg'; Type = 'image/jpeg' }
            @{ Name = 'a.docx'; Type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }
            @{ Name = 'a.pptx'; Type = 'application/vnd.openxmlformats-officedocument.presentationml.presentation' }
            @{ Name = 'a.xlsx'; Type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }
        ) {
            (Send-MemicFile (New-Document $Name)).MimeType | Should -Be $Type
        }

        It 'emits each file only when it can be searched with -Wait' {
            $files = New-Document a.md, b.md, c.md | Send-MemicFile -Wait
            $files.IsReady | Should -Be $true, $true, $true
            $files.Name | Sort-Object | Should -Be 'a.md', 'b.md', 'c.md'
            $files.Path | Sort-Object | Should -Be ('a.md', 'b.md', 'c.md' | ForEach-Object { Join-Path $TestDrive $_ })
        }

        It 'waits for many by the list, and not one by one' {
            Set-EmulatorOption @{ processingTime = 2 }
            $files = New-Document (1..12 | ForEach-Object { "f$_.md" }) | Send-MemicFile -Wait
            $files.Count | Should -Be 12
            @(Get-EmulatorRequest GET /files).Count | Should -BeGreaterThan 1
            # Only while one or two are waited for is a status each the cheaper way.
            @(Get-EmulatorRequest GET /files/*/status).Count | Should -BeLessThan 12
        }

        It 'is wait_timeout, about the path, when -Timeout (<_>) is over' -ForEach 1, ([timespan]::FromSeconds(1)) {
            Set-EmulatorOption @{ processingTime = 600 }
            $path = New-Document a.md
            $failure = Send-MemicFile $path -Wait -Timeout $_ 2>&1
            $failure.FullyQualifiedErrorId | Should -BeExactly 'wait_timeout,Memic.Cmdlets.SendMemicFileCommand'
            $failure.CategoryInfo.Category | Should -Be 'OperationTimeout'
            $failure.TargetObject | Should -Be $path
        }

        It 'is file_processing_failed with the reason when -Wait meets a failure, and emits the others' {
            $good = New-Document a.md
            $bad = New-Document bad.pdf 'this is no PDF'
            $out = Send-MemicFile $good, $bad -Wait -ErrorAction SilentlyContinue -ErrorVariable failures
            $out.Path | Should -Be $good
            $failures.FullyQualifiedErrorId | Should -BeExactly 'file_processing_failed,Memic.Cmdlets.SendMemicFileCommand'
            $failures.CategoryInfo.Category | Should -Be 'InvalidResult'
            $failures.TargetObject | Should -Be $bad
            $failures.Exception.Detail | Should -Match 'parsing_failed'
        }

        It 'asks for the path where there is none: <_>' -ForEach '', '-ReferenceId x', '-Wait' {
            $failure = Get-Failure ([scriptblock]::Create("Send-MemicFile $_"))
            # Where nobody can be asked, PowerShell names the parameter.
            $failure.FullyQualifiedErrorId | Should -BeIn 'MissingMandatoryParameter,Memic.Cmdlets.SendMemicFileCommand', 'MissingMandatoryParameter,SendMemicFileCommand'
            $failure.Exception.Message | Should -Match 'Path'
        }

        It 'names the file of an object as it is called, also where it is not there' {
            $failure = [pscustomobject]@{ FullName = "$TestDrive/none[1].md"; ReferenceId = 'r' } | Send-MemicFile 2>&1
            $failure.TargetObject | Should -BeExactly "$TestDrive/none[1].md"
        }

        It 'refuses a -ThrottleLimit of <_>' -ForEach 0, 65 {
            $limit = $_
            { Send-MemicFile x.md -ThrottleLimit $limit } | Should -Throw -ErrorId 'ParameterArgumentValidationError,Memic.Cmdlets.SendMemicFileCommand'
        }

        It 'uses the connection of -Connection' {
            $null = Connect-Memic -ApiKey (Get-EmulatorStagingKey) -BaseUri (Get-EmulatorUri) -RateLimit (Get-NoLimit) -Name staging
            Connect-Emulator
            $null = Send-MemicFile (New-Document a.md) -Connection staging
            (Get-EmulatorRequest POST).key | Should -Be (@(Get-EmulatorStagingKey) * 2)
        }

        It 'repeats as often as -MaximumRetryCount says' {
            Add-EmulatorFault @{ path = '/files/init'; status = 503; times = 99 }
            $path = New-Document a.md
            (Get-Failure { Send-MemicFile $path -MaximumRetryCount 0 }).Exception.Attempts | Should -Be 1
            @(Get-EmulatorRequest).Count | Should -Be 1
        }
    }

    Context 'pipelines' {
        It 'takes what Get-ChildItem finds' {
            $null = New-Document a.md, b.md, '[c] d.md'
            (Get-ChildItem $TestDrive -Filter *.md | Send-MemicFile).Name | Sort-Object | Should -Be '[c] d.md', 'a.md', 'b.md'
        }

        It 'takes paths as text' {
            (New-Document a.md, b.md | Send-MemicFile).Name | Sort-Object | Should -Be 'a.md', 'b.md'
        }

        It 'takes the rows of a CSV with Path and ReferenceId' {
            $paths = New-Document a.md, b.md
            $map = Join-Path $TestDrive map.csv
            [pscustomobject]@{ Path = $paths[0]; ReferenceId = 'r-a' }, [pscustomobject]@{ Path = $paths[1]; ReferenceId = 'r-b' } | Export-Csv $map
            $files = Import-Csv $map | Send-MemicFile
            ($files | Sort-Object Name).ReferenceId | Should -Be 'r-a', 'r-b'
        }

        It 'takes an empty cell of a CSV as not given' {
            [pscustomobject]@{ Path = New-Document a.md; ReferenceId = ''; FolderId = ''; MimeType = '' } | Send-MemicFile | Should -Not -BeNullOrEmpty
            (Get-Init).PSObject.Properties.Where({ $null -ne $_.Value }).Name | Should -Be 'filename', 'size', 'mime_type'
        }

        It 'takes metadata, folder and type by property name' {
            $folder = [guid]::NewGuid().ToString()
            $null = [pscustomobject]@{ LiteralPath = New-Document '[a].md'; Metadata = @{ k = 1 }; FolderId = $folder; MimeType = 'text/plain' } | Send-MemicFile
            $init = Get-Init
            $init.filename, $init.metadata.k, $init.folder_id, $init.mime_type | Should -Be '[a].md', 1, $folder, 'text/plain'
        }

        It 'takes objects that have FullName and ReferenceId' {
            $null = New-Document 'a.md', '[a].md'
            $files = Get-ChildItem -LiteralPath $TestDrive | Select-Object FullName, @{ Name = 'ReferenceId'; Expression = { "r $($_.Name)" } } | Send-MemicFile
            ($files | Sort-Object Name).ReferenceId | Should -Be 'r [a].md', 'r a.md'
        }

        It 'sends exactly the files that Get-ChildItem found, whatever is added to them' {
            $null = New-Document 'a.md', '[a].md'
            $files = Get-ChildItem -LiteralPath $TestDrive | Add-Member -PassThru ReferenceId 'r' | Send-MemicFile
            $files.Name | Sort-Object | Should -Be '[a].md', 'a.md'
        }

        It 'forgets what one input said before the next' {
            $paths = New-Document a.md, b.md
            $null = [pscustomobject]@{ Path = $paths[0]; ReferenceId = 'r-a' }, [pscustomobject]@{ Path = $paths[1] } | Send-MemicFile
            (Get-Init | Where-Object filename -EQ 'b.md').reference_id | Should -BeNullOrEmpty
        }

        It 'feeds Get-MemicFileStatus by the id and not by the name' {
            $file = Send-MemicFile (New-Document a.md)
            $status = $file | Get-MemicFileStatus
            $status.Id | Should -Be $file.Id
            @(Get-EmulatorRequest GET).Call | Should -Be "GET /files/$($file.Id)/status"
        }

        It 'feeds Wait-MemicFile' {
            (New-Document a.md, b.md, c.md | Send-MemicFile | Wait-MemicFile).IsReady | Should -Be $true, $true, $true
        }

        It 'emits the first file before the last one is taken' {
            $seen = [Collections.Generic.List[string]]::new()
            New-Document (1..30 | ForEach-Object { "f$_.md" }) | ForEach-Object { $seen.Add('in'); $_ } | Send-MemicFile -ThrottleLimit 2 | ForEach-Object { $seen.Add('out') }
            $seen.Count | Should -Be 60
            $seen.IndexOf('out') | Should -BeLessThan $seen.LastIndexOf('in')
        }

        It 'sends nothing for no input' {
            @() | Send-MemicFile | Should -BeNullOrEmpty
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }
    }

    Context 'several at once' {
        It 'keeps to -ThrottleLimit (<_>)' -ForEach 1, 3 {
            Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; delay = 0.05; times = 99 }
            $null = New-Document (1..7 | ForEach-Object { "f$_.md" }) | Send-MemicFile -ThrottleLimit $_
            Measure-Overlap (Get-EmulatorRequest PUT) | Should -BeLessOrEqual $_
        }

        It 'sends as many at once as <Name>' -ForEach @(
            @{ Name = '-ThrottleLimit says'; With = @{ ThrottleLimit = 3 }; Count = 3 }
            @{ Name = 'eight, by default'; With = @{}; Count = 8 }
        ) {
            # Those that are under way stay so; one too many would come through.
            Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; delay = 60; times = $Count }
            $files = New-Document (1..16 | ForEach-Object { "f$_.md" })
            $null = Stop-Script 'Send-MemicFile $files @with' -Variable @{ files = $files; with = $With } -When { @(Get-EmulatorRequest PUT).Count -ge $Count }
            @(Get-EmulatorRequest PUT).Count | Should -Be $Count
        }

        It 'emits each as it finishes: a slow first file comes last' {
            $paths = New-Document slow.md, b.md, c.md
            Add-EmulatorFault @{ method = 'PUT'; path = '*/slow.md'; delay = 2 }
            $names = (Send-MemicFile $paths).Name
            $names | Should -HaveCount 3
            $names[2] | Should -Be 'slow.md'
        }

        It 'goes on with the rest after one that fails' {
            $paths = New-Document a.md, b.exe, c.md
            $out = Send-MemicFile $paths -ErrorAction SilentlyContinue -ErrorVariable failures
            $out.Name | Sort-Object | Should -Be 'a.md', 'c.md'
            $failures.FullyQualifiedErrorId | Should -BeExactly 'invalid_file_type,Memic.Cmdlets.SendMemicFileCommand'
            $failures.TargetObject | Should -Be $paths[1]
        }
    }

    Context '-WhatIf and -Confirm' {
        It 'sends nothing with -WhatIf' {
            New-Document a.md, b.md | Send-MemicFile -WhatIf | Should -BeNullOrEmpty
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'obeys $WhatIfPreference' {
            $path = New-Document a.md
            & { $WhatIfPreference = $true; Send-MemicFile $path } | Should -BeNullOrEmpty
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'still tells of a path that does not exist with -WhatIf' {
            (Get-Failure { Send-MemicFile (Join-Path $TestDrive none.md) -WhatIf }).FullyQualifiedErrorId | Should -BeExactly 'path_not_found,Memic.Cmdlets.SendMemicFileCommand'
        }
    }
}
