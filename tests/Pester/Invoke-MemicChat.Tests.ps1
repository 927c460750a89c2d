BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator

    function Get-Body { (Get-EmulatorRequest -Path /chat).body }

    function Add-Answer {
        param([string] $Body)
        Add-EmulatorFault @{ path = '/chat'; body = $Body }
    }
}

Describe 'Invoke-MemicChat' {
    BeforeEach { Initialize-Test }

    It 'emits an answer that rests on what was sent, with its citations and the model' {
        $id = Add-EmulatorFile @{ name = 'zebra.md'; text = 'The zebra has stripes. It eats grass.' }
        $answer = Invoke-MemicChat 'What has the zebra?'
        $answer | Should -BeOfType ([Memic.MemicAnswer])
        $answer.Answer | Should -Match 'stripes'
        $answer.Question, $answer.Model | Should -Be 'What has the zebra?', 'memic-emulator'
        $answer.Citations | Should -BeOfType ([Memic.MemicCitation])
        $answer.Citations.FileId, $answer.Citations.FileName | Should -Be $id, 'zebra.md'
        $answer.Citations.Passage | Should -Match 'stripes'
        $answer.Routing.Route | Should -Be 'semantic'
        "$answer" | Should -Be $answer.Answer
        (Get-EmulatorRequest).Call | Should -Be 'POST /chat'
    }

    It 'sends the question, and never messages, nor anything that was not asked for' {
        $null = Invoke-MemicChat 'When?'
        Get-Body | Should -BeExactly '{"question":"When?"}'
    }

    It 'sends <Expected> for <Script>' -ForEach @(
        @{ Script = 'Invoke-MemicChat q -Top 20'; Expected = '{"question":"q","top_k":20}' }
        @{ Script = 'Invoke-MemicChat -Question q -TopK 1'; Expected = '{"question":"q","top_k":1}' }
        @{ Script = 'Invoke-MemicChat q -MinimumScore 0.5'; Expected = '{"question":"q","min_score":0.5}' }
        @{ Script = 'Invoke-MemicChat q -MinScore 0'; Expected = '{"question":"q","min_score":0}' }
        @{ Script = 'Invoke-MemicChat q -ProjectId 49d4ff53-0000-4000-8000-000000000001'; Expected = '{"question":"q","project_id":"49d4ff53-0000-4000-8000-000000000001"}' }
        @{ Script = 'Invoke-MemicChat q -ConnectorId 49d4ff53-0000-4000-8000-000000000002'; Expected = '{"question":"q","connector_id":"49d4ff53-0000-4000-8000-000000000002"}' }
        @{ Script = 'Invoke-MemicChat q -Route Structured'; Expected = '{"question":"q","force_route":"structured"}' }
        @{ Script = 'Invoke-MemicChat q -ForceRoute hybrid'; Expected = '{"question":"q","force_route":"hybrid"}' }
    ) {
        $null = Invoke-Expression $Script
        Get-Body | Should -BeExactly $Expected
        (Get-EmulatorRequest).status | Should -Be 200
    }

    It 'names the files with -FileId' {
        $ids = Add-EmulatorFile @{ name = 'a.md'; text = 'zebra one' }, @{ name = 'b.md'; text = 'zebra two' }
        (Invoke-MemicChat zebra -FileId $ids[1]).Citations.FileName | Should -Be 'b.md'
        (Get-Body | ConvertFrom-Json).file_ids | Should -Be $ids[1]
    }

    It 'takes questions from the pipeline by value, one request each, and sends no history' {
        $answers = 'one?', 'two?' | Invoke-MemicChat
        $answers.Question | Should -Be 'one?', 'two?'
        (Get-EmulatorRequest).body | Sort-Object | Should -Be '{"question":"one?"}', '{"question":"two?"}'
    }

    It 'takes questions and files by property name' {
        $id = Add-EmulatorFile @{ name = 'a.md'; text = 'zebra' }
        $null = [pscustomobject]@{ Question = 'q'; FileId = $id } | Invoke-MemicChat
        Get-Body | Should -BeExactly "{`"question`":`"q`",`"file_ids`":[`"$id`"]}"
    }

    It 'takes files: a question to each' {
        $null = Add-EmulatorFile @{ name = 'a.md'; text = 'zebra' }, @{ name = 'b.md'; text = 'zebra' }
        $answers = Get-MemicFile | Invoke-MemicChat 'zebra?'
        $answers.Citations.FileName | Sort-Object | Should -Be 'a.md', 'b.md'
    }

    It 'gives citations to Get-MemicFileStatus, by the id of the file' {
        $null = Add-EmulatorFile @{ name = 'a.md'; text = 'zebra' }
        ((Invoke-MemicChat zebra).Citations | Get-MemicFileStatus).Name | Should -Be 'a.md'
    }

    Context 'answers' {
        It 'reads citations in the shape of <Shape>' -ForEach @(
            @{ Shape = 'the guide'; Citation = '{"file_id":"f1","file_name":"n.pdf","page":3,"passage":"text","extra":{"a":1}}' }
            @{ Shape = 'search hits'; Citation = '{"file_id":"f1","file_name":"n.pdf","page_number":3,"content":"text","extra":{"a":1}}' }
        ) {
            Add-Answer "{`"answer`":`"yes`",`"citations`":[$Citation],`"question`":`"q`",`"model`":`"m`"}"
            $citation = (Invoke-MemicChat q).Citations
            $citation.FileId, $citation.FileName, $citation.PageNumber, $citation.Passage | Should -Be 'f1', 'n.pdf', 3, 'text'
            $citation.Properties.extra.a | Should -Be 1
            "$citation" | Should -Be 'n.pdf, page 3'
        }

        It 'reads a citation that is only text' {
            Add-Answer '{"answer":"yes","citations":["n.pdf p. 3"]}'
            (Invoke-MemicChat q).Citations.Passage | Should -Be 'n.pdf p. 3'
        }

        It 'needs no more than the answer: <_>' -ForEach '{"answer":"yes"}', '{"answer":"yes","citations":null,"model":null,"question":null,"routing":null,"new":1}' {
            Add-Answer $_
            $answer = Invoke-MemicChat q
            $answer.Answer, $answer.Question, $answer.Model, $answer.Routing | Should -Be 'yes', 'q', $null, $null
            $answer.Citations.Count | Should -Be 0
        }

        It 'reads the routing' {
            Add-Answer '{"answer":"yes","routing":{"route":"structured","reasoning":"why","connector_id":"c","connector_name":"db","sql_generated":"SELECT 1","sql_explanation":"one"}}'
            $routing = (Invoke-MemicChat q).Routing
            $routing.Route, $routing.Reasoning, $routing.ConnectorId, $routing.ConnectorName, $routing.Sql, $routing.SqlExplanation |
                Should -Be 'structured', 'why', 'c', 'db', 'SELECT 1', 'one'
        }

        It 'is invalid_response where there is no answer: <_>' -ForEach '{"citations":[]}', '{"answer":null}', '[]', 'none' {
            Add-Answer $_
            $failure = Get-Failure { Invoke-MemicChat q }
            $failure.FullyQualifiedErrorId | Should -BeExactly 'invalid_response,Memic.Cmdlets.InvokeMemicChatCommand'
            $failure.TargetObject | Should -Be 'q'
        }
    }

    Context 'errors' {
        It 'refuses <_> before anything is asked' -ForEach 'Invoke-MemicChat q -Top 0', 'Invoke-MemicChat q -Top 21', 'Invoke-MemicChat q -MinimumScore 2', 'Invoke-MemicChat q -Route x' {
            [scriptblock]::Create($_) | Should -Throw -ErrorId 'ParameterArgumentValidationError,Memic.Cmdlets.InvokeMemicChatCommand'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'is invalid_input for a question of 1001 characters, and goes on after it' {
            $out = ('x' * 1001), 'q' | Invoke-MemicChat -ErrorAction SilentlyContinue -ErrorVariable failures
            $out.Question | Should -Be 'q'
            $failures.FullyQualifiedErrorId | Should -BeExactly 'invalid_input,Memic.Cmdlets.InvokeMemicChatCommand'
            @(Get-EmulatorRequest).Count | Should -Be 1
        }

        It 'refuses -FileId @(): an empty list must not become a question to everything' {
            (Get-Failure { Invoke-MemicChat q -FileId @() }).FullyQualifiedErrorId | Should -BeExactly 'invalid_input,Memic.Cmdlets.InvokeMemicChatCommand'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'is file_not_found for a file that is not there' {
            $failure = Get-Failure { Invoke-MemicChat q -FileId ([guid]::NewGuid()) }
            $failure.FullyQualifiedErrorId | Should -BeExactly 'file_not_found,Memic.Cmdlets.InvokeMemicChatCommand'
            $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        }

        It 'is file_still_processing for a file that is not ready' {
            $id = Add-EmulatorFile @{ name = 'a.md'; status = 'uploading' }
            $failure = Get-Failure { Invoke-MemicChat q -FileId $id }
            $failure.FullyQualifiedErrorId | Should -BeExactly 'file_still_processing,Memic.Cmdlets.InvokeMemicChatCommand'
            $failure.CategoryInfo.Category | Should -Be 'ResourceBusy'
        }

        It 'repeats as often as -MaximumRetryCount says' {
            Add-EmulatorFault @{ path = '/chat'; status = 500; times = 99 }
            (Get-Failure { Invoke-MemicChat q -MaximumRetryCount 0 }).FullyQualifiedErrorId | Should -BeExactly 'internal_error,Memic.Cmdlets.InvokeMemicChatCommand'
            @(Get-EmulatorRequest).Count | Should -Be 1
        }
    }

    It 'uses the connection of -Connection' {
        $null = Connect-Memic -ApiKey (Get-EmulatorStagingKey) -BaseUri (Get-EmulatorUri) -Name staging
        Connect-Emulator
        $null = Invoke-MemicChat q -Connection staging
        (Get-EmulatorRequest).key | Should -Be (Get-EmulatorStagingKey)
    }
}
