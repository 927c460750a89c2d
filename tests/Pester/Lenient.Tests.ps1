BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
}

Describe 'One odd field of an answer' {
    BeforeEach { Initialize-Test }

    It 'costs nothing in the list of files: <Name>' -ForEach @(
        @{ Name = 'has_more as text'; Body = '{"items":[{"id":"a","status":"ready"}],"has_more":"false"}' }
        @{ Name = 'has_more as 0'; Body = '{"items":[{"id":"a","status":"ready"}],"has_more":0}' }
        @{ Name = 'has_more empty'; Body = '{"items":[{"id":"a","status":"ready"}],"has_more":""}' }
        @{ Name = 'size as text'; Body = '{"items":[{"id":"a","status":"ready","size":"big"}]}' }
        @{ Name = 'a date that is none'; Body = '{"items":[{"id":"a","status":"ready","created_at":"soon"}]}' }
        @{ Name = 'metadata as text'; Body = '{"items":[{"id":"a","status":"ready","file_metadata":"none"}]}' }
        @{ Name = 'a name as a list'; Body = '{"items":[{"id":"a","status":"ready","name":["x"]}]}' }
        @{ Name = 'a total as text'; Body = '{"items":[{"id":"a","status":"ready"}],"total":"one"}' }
    ) {
        Add-EmulatorFault @{ path = '/files'; status = 200; body = $Body }
        (Get-MemicFile -ErrorAction Stop).Id | Should -Be 'a'
    }

    It 'costs nothing in the projects: is_active as <_>' -ForEach '"false"', '0', '""', 'null' {
        Add-EmulatorFault @{ path = '/projects'; status = 200; body = "[{`"id`":`"p`",`"name`":`"n`",`"is_active`":$_}]" }
        (Get-MemicProject -ErrorAction Stop).Id | Should -Be 'p'
    }

    It 'costs nothing in a search: <Name>' -ForEach @(
        @{ Name = 'tags as text'; Hit = '"tags":"a"' }
        @{ Name = 'tags null'; Hit = '"tags":null' }
        @{ Name = 'a score as text'; Hit = '"score":"0.5"' }
        @{ Name = 'a score that is none'; Hit = '"score":"high"' }
        @{ Name = 'a page as text'; Hit = '"page_number":"iv"' }
    ) {
        Add-EmulatorFault @{ path = '/search'; status = 200; body = "{`"results`":{`"semantic`":[{`"content`":`"c`",$Hit}]}}" }
        (Search-MemicContent q -ErrorAction Stop).Content | Should -Be 'c'
    }

    It 'costs nothing in a prompt: variables as <_>' -ForEach '"topic"', 'null', '{}' {
        Add-EmulatorFault @{ path = '/prompts/*'; status = 200; body = "{`"name`":`"p`",`"body`":`"b`",`"variables`":$_}" }
        (Get-MemicPrompt p -ErrorAction Stop).Body | Should -Be 'b'
    }

    It 'is invalid_response at once where it is said to be compressed and is not' {
        Add-EmulatorFault @{ path = '/prompts/*'; status = 200; headers = @{ 'Content-Encoding' = 'gzip' }; body = '{"name":"p","body":"b"}' }
        (Get-Failure { Get-MemicPrompt p }).FullyQualifiedErrorId | Should -BeExactly 'invalid_response,Memic.Cmdlets.GetMemicPromptCommand'
        @(Get-EmulatorRequest).Count | Should -Be 1
    }
}
