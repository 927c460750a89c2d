BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator

    function Get-Completion {
        param([string] $Line)
        (TabExpansion2 $Line $Line.Length).CompletionMatches
    }

    # What a line becomes when the only completion is taken.
    function Complete-Line {
        param([string] $Line)
        $result = TabExpansion2 $Line $Line.Length
        @($result.CompletionMatches).Count | Should -Be 1
        $Line.Substring(0, $result.ReplacementIndex) + $result.CompletionMatches[0].CompletionText + $Line.Substring($result.ReplacementIndex + $result.ReplacementLength)
    }
}

Describe 'Completion' {
    BeforeEach { Initialize-Test }

    Context 'names of connections' {
        BeforeEach {
            foreach ($name in 'contoso', 'Contoso Ltd', "o'neil", 'fabrikam') { $null = Connect-Memic -ApiKey (New-EmulatorKey) -BaseUri (Get-EmulatorUri) -Name $name }
            Clear-EmulatorRequest
        }

        It 'come for -Connection of every cmdlet that has it' {
            $commands = Get-Command -Module Memic -CommandType Cmdlet | Where-Object { $_.Parameters.ContainsKey('Connection') }
            $commands.Count | Should -BeGreaterThan 10
            foreach ($command in $commands) {
                (Get-Completion "$command -Connection fab").CompletionText | Should -Be 'fabrikam' -Because "$command knows its connections"
            }
        }

        It 'come for Get-MemicConnection and Disconnect-Memic' {
            (Get-Completion 'Get-MemicConnection fab').CompletionText | Should -Be 'fabrikam'
            (Get-Completion 'Disconnect-Memic fab').CompletionText | Should -Be 'fabrikam'
        }

        It 'come all where nothing is typed yet, whatever their case where something is' {
            (Get-Completion 'Get-MemicFile -Connection ').ListItemText | Should -Be 'contoso', 'Contoso Ltd', 'fabrikam', "o'neil", 'unnamed'
            (Get-Completion 'Get-MemicFile -Connection CON').ListItemText | Should -Be 'contoso', 'Contoso Ltd'
        }

        It 'are quoted where they must be' {
            (Get-Completion 'Get-MemicFile -Connection contoso').CompletionText | Should -Be 'contoso', "'Contoso Ltd'"
            (Get-Completion 'Get-MemicFile -Connection o').CompletionText | Should -Be "'o''neil'"
        }

        It 'go on inside quotes' {
            (Get-Completion "Get-MemicFile -Connection 'Contoso L").CompletionText | Should -Be "'Contoso Ltd'"
            (Get-Completion 'Get-MemicFile -Connection "Contoso L').CompletionText | Should -Be "'Contoso Ltd'"
        }

        It 'are gone with the connection' {
            Disconnect-Memic fabrikam
            (Get-Completion 'Get-MemicFile -Connection fab').ListItemText | Should -BeNullOrEmpty
        }

        It 'lead to the same connection again, however the name looks: <_>' -ForEach '-dash', '007', '1.50', '$var', '@x', 'a;b', "it’s", 'a b', 'x`y', '(z)', 'ünïcode' {
            $null = Connect-Memic -ApiKey (Get-EmulatorStagingKey) -BaseUri (Get-EmulatorUri) -Name $_
            $name = $_
            $text = (Get-Completion 'Get-MemicContext -Connection ' | Where-Object ListItemText -EQ $name).CompletionText
            Connect-Emulator
            (Invoke-Expression "Get-MemicContext -Connection $text").EnvironmentSlug | Should -Be 'staging'
        }
    }

    Context 'words' {
        It 'come for -Status: the patterns first, and every word that is known' {
            $words = (Get-Completion 'Get-MemicFile -Status ').CompletionText
            $words[0, 1] | Should -Be 'ready', '*failed'
            $words | Should -Contain 'parsing_failed'
            $words | Should -Contain 'pending'
            ($words | Sort-Object -Unique).Count | Should -Be $words.Count
        }

        It 'come for the beginning of a status, also the second one' {
            (Get-Completion 'Get-MemicFile -Status emb').CompletionText | Should -Be 'embedding_started', 'embedding_complete', 'embedding_failed'
            (Get-Completion 'Get-MemicFile -Status ready, upl').CompletionText | Should -Be 'uploading', 'uploaded', 'upload_failed'
        }

        It 'come for error codes' {
            (Get-Completion 'Get-MemicErrorCode rate_limit_e').CompletionText | Should -Be 'rate_limit_exceeded'
            (Get-Completion 'Get-MemicErrorCode -Code ').Count | Should -Be @(Get-MemicErrorCode).Count
        }

        It 'come for MIME types, environments and the keys of rate limits' {
            (Get-Completion 'Send-MemicFile a.md -MimeType text/m').CompletionText | Should -Be "'text/markdown'"
            (Get-Completion 'Search-MemicContent q -EnvironmentSlug ').CompletionText | Should -Be 'production', 'staging'
            (Get-Completion 'Connect-Memic -RateLimit ').ListItemText | Should -Be 'Ingestion', 'Status', 'List', 'Search', 'Chat', 'Prompts'
            Complete-Line 'Connect-Memic -RateLimit In' | Should -BeExactly 'Connect-Memic -RateLimit @{ Ingestion = 120 }'
        }

        It 'come for routes, categories and scopes' {
            (Get-Completion 'Search-MemicContent q -Route ').CompletionText | Should -Be 'Hybrid', 'Semantic', 'Structured'
            (Get-Completion 'Invoke-MemicChat q -Route s').CompletionText | Should -Be 'Semantic', 'Structured'
            (Get-Completion 'Get-MemicRateLimit -Category s').CompletionText | Sort-Object | Should -Be 'Search', 'Status'
            (Get-Completion 'Connect-Memic -RateLimitScope ').CompletionText | Should -Be 'Fleet', 'Machine', 'Process'
        }
    }

    Context 'files met lately' {
        BeforeEach {
            $ids = Add-EmulatorFile @{ name = 'report one.pdf' }, @{ name = 'notes[1].md' }, @{ name = 'plan.docx' }
            $null = Get-MemicFile
            Clear-EmulatorRequest
        }

        It 'come by name for Get-MemicFile, and lead to the file again' {
            (Get-Completion 'Get-MemicFile rep').CompletionText | Should -Be "'report one.pdf'"
            (Get-Completion 'Get-MemicFile -Name pl').CompletionText | Should -Be 'plan.docx'
            $line = Complete-Line 'Get-MemicFile notes'
            (Invoke-Expression $line).Name | Should -Be 'notes[1].md'
        }

        It 'come by id or by name for -Id of <_>, and give the id' -ForEach 'Get-MemicFileStatus', 'Wait-MemicFile', 'Remove-MemicFile' {
            $match = Get-Completion "$_ plan"
            $match.CompletionText.Trim("'"), $match.ListItemText | Should -Be $ids[2], 'plan.docx'
            $match.ToolTip | Should -Match $ids[2]
            (Get-Completion "$_ -Id $($ids[0].Substring(0, 12))").ListItemText | Should -Be 'report one.pdf'
        }

        It 'come for -FileId of <_>' -ForEach 'Search-MemicContent', 'Invoke-MemicChat' {
            (Get-Completion "$_ q -FileId plan").CompletionText.Trim("'") | Should -Be $ids[2]
        }

        It 'are those of the connection that the line names' {
            $null = Add-EmulatorFile @{ name = 'plain.md'; key = Get-EmulatorStagingKey }
            $null = Connect-Memic -ApiKey (Get-EmulatorStagingKey) -BaseUri (Get-EmulatorUri) -Name staging
            $null = Get-MemicFile
            (Get-Completion 'Get-MemicFile pla').CompletionText | Should -Be 'plain.md'
            (Get-Completion 'Get-MemicFile -Connection staging -Name pla').CompletionText | Should -Be 'plain.md'
            (Get-Completion 'Get-MemicFile -Connection unnamed -Name pla').CompletionText | Should -Be 'plan.docx'
        }

        It 'are also those that were just sent' {
            $path = Join-Path $TestDrive 'fresh.md'
            Set-Content $path 'text'
            $null = Send-MemicFile $path
            (Get-Completion 'Get-MemicFile fre').CompletionText | Should -Be 'fresh.md'
        }
    }

    It 'knows the prompts that were fetched' {
        Set-EmulatorPrompt brief @{ body = 'x' }
        $null = Get-MemicPrompt brief
        (Get-Completion 'Get-MemicPrompt br').CompletionText | Should -Be 'brief'
    }

    Context 'what the service can list' {
        It 'comes without being asked for before: files, their folders and projects' {
            $folder = [guid]::NewGuid()
            $id = Add-EmulatorFile @{ name = 'unseen.md'; folderId = $folder; folderName = 'Contracts' }
            (Get-Completion 'Remove-MemicFile uns').CompletionText.Trim("'") | Should -Be $id
            (Get-Completion 'Send-MemicFile a.md -FolderId Con').CompletionText.Trim("'") | Should -Be "$folder"
            $project = Get-MemicProject
            (Get-Completion 'Search-MemicContent q -ProjectId Doc').CompletionText.Trim("'") | Should -Be $project.Id
            (Get-Completion 'Get-MemicProject Doc').CompletionText | Should -Be 'Documents'
        }

        It 'is asked for once, within the rate limit, however often somebody completes' {
            Connect-Emulator @{ RateLimit = @{ List = 50 } }
            foreach ($line in 'Get-MemicFile ', 'Remove-MemicFile ', 'Send-MemicFile a.md -FolderId ', 'Search-MemicContent q -FileId ', 'Search-MemicContent q -ProjectId ', 'Get-MemicProject ') {
                $null = Get-Completion $line
                $null = Get-Completion $line
            }
            (Get-EmulatorRequest).Call | Should -Be 'GET /files', 'GET /projects'
            (Get-MemicRateLimit List).Used | Should -Be 2
        }

        It 'is not waited for where the service is slow, and is there when it has come' {
            $id = Add-EmulatorFile @{ name = 'slow.md' }
            Add-EmulatorFault @{ path = '/files'; delay = 4 }
            Push-Location $TestDrive
            try { Get-Completion 'Get-MemicFileStatus slo' | Should -BeNullOrEmpty } finally { Pop-Location }
            (Get-EmulatorRequest).completed | Should -BeFalse
            Wait-Until { (Get-Completion 'Get-MemicFileStatus slo').CompletionText }
            (Get-Completion 'Get-MemicFileStatus slo').CompletionText.Trim("'") | Should -Be $id
            (Get-EmulatorRequest).Call | Should -Be 'GET /files'
        }

        It 'is not asked for again, nor said to be an error, where the service is down' {
            Add-EmulatorFault @{ path = '*'; status = 500; times = 99 }
            Push-Location $TestDrive
            try { foreach ($line in 'Get-MemicFile zz', 'Remove-MemicFile zz', 'Get-MemicProject zz') { Get-Completion $line | Should -BeNullOrEmpty } } finally { Pop-Location }
            (Get-EmulatorRequest).Call | Should -Be 'GET /files', 'GET /projects'
            $global:Error | Should -BeNullOrEmpty
        }

        It 'is not asked for where words are enough' {
            foreach ($line in 'Get-MemicFile -Status ', 'Get-MemicFile -Connection ', 'Get-MemicPrompt ', 'Get-MemicErrorCode ', 'Send-MemicFile a.md -MimeType ') { $null = Get-Completion $line }
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }
    }

    It 'passes over files that have an empty name' {
        Add-EmulatorFault @{ path = '/files'; body = '{"items":[{"id":"zz1","name":"","status":"ready"},{"id":"zz2","name":"zz.md","status":"ready"}],"has_more":false}' }
        $null = Get-MemicFile
        (Get-Completion 'Get-MemicFile ').CompletionText | Should -Be 'zz.md'
        (Get-Completion 'Get-MemicFileStatus zz').CompletionText | Should -Be 'zz2'
    }

    It 'is silent where there is no connection, or none of that name: <_>' -ForEach 'Remove-MemicFile zz', 'Get-MemicFile -Connection nope -Name zz', 'Get-MemicPrompt zz', 'Get-MemicFileStatus zz' {
        Get-MemicConnection | Disconnect-Memic
        $global:Error.Clear()
        Push-Location $TestDrive
        try { Get-Completion $_ | Should -BeNullOrEmpty } finally { Pop-Location }
        $global:Error | Should -BeNullOrEmpty
    }

    It 'bears what a line can be while it is typed: <_>' -ForEach "Get-MemicFile 'zz", 'Get-MemicFile "zz', 'Get-MemicFile [zz', 'Get-MemicFile zz`', 'Get-MemicFile -Connection @( -Name zz', 'Get-MemicFile -Connection $nope -Name zz' {
        Push-Location $TestDrive
        try { { Get-Completion $_ } | Should -Not -Throw } finally { Pop-Location }
    }
}
