BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator

    # As JSON spells it: clear the screen, a title, a line of its own, a control of C1, a bidirectional override.
    $hostile = 'a\u001b[2J\u001b]0;owned\u0007\r\nb\u009b31m\u202efdp.exe'

    # What a console would get: also with colours on, nothing that came from the service drives it.
    function Get-Shown {
        param([Parameter(ValueFromPipeline)] $Object, [switch] $AsList)
        begin { $all = [Collections.Generic.List[object]]::new() }
        process { $all.Add($Object) }
        end {
            $old = $PSStyle.OutputRendering
            try {
                $PSStyle.OutputRendering = 'Ansi'
                if ($AsList) { $all | Format-List | Out-String -Width 400 } else { $all | Out-String -Width 400 }
            }
            finally { $PSStyle.OutputRendering = $old }
        }
    }

    # Numbers, as a report in XML cannot hold the characters.
    function Get-Danger {
        param([string] $Text)
        $known = [regex]::Replace($Text, "\e\[[\d;]*m", '')
        @($known.ToCharArray() | Where-Object { ([char]::IsControl($_) -and $_ -notin "`r", "`n") -or ([int]$_ -ge 0x202a -and [int]$_ -le 0x202e) } | ForEach-Object { [int]$_ })
    }
}

Describe 'Text of other people' {
    BeforeEach { Initialize-Test }

    It 'does not drive the console from a file, as a table or as a list' {
        Add-EmulatorFault @{ path = '/files'; status = 200; times = 2; body = "{`"items`":[{`"id`":`"$hostile`",`"name`":`"$hostile`",`"status`":`"$hostile`",`"reference_id`":`"$hostile`",`"folder_name`":`"$hostile`",`"mime_type`":`"$hostile`",`"environment_slug`":`"$hostile`",`"error_message`":`"$hostile`",`"file_metadata`":{`"k`":`"$hostile`"}}]}" }
        $file = Get-MemicFile
        Get-Danger ($file | Get-Shown) | Should -BeNullOrEmpty
        Get-Danger ($file | Get-Shown -AsList) | Should -BeNullOrEmpty
        $file | Get-Shown | Should -Match 'a\u241b\[2J\u241b\]0;owned\u2407 b'
        $file.Name.Contains("$([char]27)[2J") | Should -BeTrue -Because 'the property keeps the true value'
    }

    It 'does not drive the console from hits, as a table or as a list, and keeps the lines of a passage' {
        Add-EmulatorFault @{ path = '/search'; body = "{`"results`":{`"semantic`":[{`"content`":`"$hostile`",`"file_name`":`"$hostile`",`"file_id`":`"$hostile`",`"reference_id`":`"$hostile`",`"category`":`"$hostile`",`"document_type`":`"$hostile`",`"tags`":[`"$hostile`"]}]},`"routing`":{`"route`":`"$hostile`",`"sql_generated`":`"$hostile`"}}" }
        $response = Search-MemicContent q -AsResponse
        Get-Danger ($response | Get-Shown) | Should -BeNullOrEmpty
        Get-Danger ($response.Hits | Get-Shown) | Should -BeNullOrEmpty
        Get-Danger ($response.Hits | Get-Shown -AsList) | Should -BeNullOrEmpty
        @(($response.Hits | Get-Shown -AsList) -split '\r?\n' -match 'owned\u2407$').Count | Should -Be 1 -Because 'a passage keeps its lines'
    }

    It 'does not drive the console from rows of a database, their columns and the routing' {
        Add-EmulatorFault @{ path = '/search'; times = 3; body = "{`"results`":{`"structured`":{`"columns`":[{`"name`":`"region`",`"type`":`"$hostile`",`"description`":`"$hostile`"}],`"rows`":[{`"region`":`"$hostile`",`"tags`":[`"$hostile`"],`"$hostile`":1}]}},`"routing`":{`"route`":`"$hostile`",`"reasoning`":`"$hostile`",`"connector_name`":`"$hostile`",`"sql_generated`":`"$hostile`",`"sql_explanation`":`"$hostile`"}}" }
        $row = Search-MemicContent q
        Get-Danger ($row | Get-Shown) | Should -BeNullOrEmpty
        Get-Danger ($row | Get-Shown -AsList) | Should -BeNullOrEmpty
        Get-Danger ($row | Format-Table | Out-String) | Should -BeNullOrEmpty
        $response = Search-MemicContent q -AsResponse
        Get-Danger ($response.Columns | Get-Shown) | Should -BeNullOrEmpty
        Get-Danger ($response.Routing | Get-Shown) | Should -BeNullOrEmpty
        Get-Danger ($response.Routing | Get-Shown -AsList) | Should -BeNullOrEmpty
        $row.region.Contains("$([char]27)[2J") -and $response.Rows[0].region.Contains("$([char]27)[2J") | Should -BeTrue -Because 'the value is the true one'
        ($row | ConvertTo-Json | ConvertFrom-Json).region | Should -BeExactly $response.Rows[0].region
        $row.region | Should -BeOfType ([string])
    }

    It 'gives a row whatever its columns are called' {
        Add-EmulatorFault @{ path = '/search'; body = '{"results":{"structured":{"columns":[],"rows":[{"psobject":1,"PSTypeNames":2,"psbase":3,"":4,"a":5,"A":6,"ToString":7,"Count":8}]}}}' }
        $row = Search-MemicContent q
        @($row.psobject.Properties).Count | Should -Be 8
        $row.psobject_, $row.PSTypeNames_, $row.Column, $row.a, $row.A_2 | Should -Be 1, 2, 4, 5, 6
        $row | Out-String | Should -Not -BeNullOrEmpty
    }

    It 'stays as it is in a CSV file where it has but line breaks, tabs and other scripts' {
        Add-EmulatorFault @{ path = '/search'; body = '{"results":{"structured":{"columns":[],"rows":[{"text":"one\r\ntwo\tthree \u05d0\u200f\u05d1"}]}}}' }
        (Search-MemicContent q | ConvertTo-Csv | ConvertFrom-Csv).text | Should -BeExactly "one`r`ntwo`tthree $([char]0x5d0)$([char]0x200f)$([char]0x5d1)"
    }

    It 'does not drive the console from Get-Error, an exception or its causes' {
        Add-EmulatorFault @{ path = '/files/*'; status = 422; body = "{`"detail`":`"$hostile`",`"request_id`":`"$hostile`"}" }
        $failure = Get-Failure { Get-MemicFileStatus q }
        if (Get-Command Get-Error -ErrorAction Ignore) { Get-Danger (Get-Error $failure | Out-String -Width 400) | Should -BeNullOrEmpty }
        foreach ($shown in $failure, $failure.Exception) {
            Get-Danger ($shown | Get-Shown) | Should -BeNullOrEmpty
            Get-Danger ($shown | Get-Shown -AsList) | Should -BeNullOrEmpty
        }
        Get-Danger $failure.Exception.ToString() | Should -BeNullOrEmpty
        $failure.Exception.Detail | Should -BeOfType ([string])
        $failure.Exception.Detail.Contains("$([char]27)[2J") | Should -BeTrue
        Add-EmulatorFault @{ path = '/files'; status = 200; body = "{`"items`":[{`"id`":`"a`",`"status`":`"b`",`"file_metadata`":{`"$hostile`":tru}}]}" }
        $failure = Get-Failure { Get-MemicFile }
        $failure.FullyQualifiedErrorId | Should -Match '^invalid_response,'
        Get-Danger $failure.Exception.ToString() | Should -BeNullOrEmpty
        Get-Danger ($failure.Exception.InnerException | Get-Shown) | Should -BeNullOrEmpty
    }

    It 'does not drive the console as the target of an error, and is there as it is' {
        $id = "a$([char]27)[2J$([char]0x202e)b"
        $failure = Get-Failure { Get-MemicFileStatus $id }
        Get-Danger ($failure | Get-Shown) | Should -BeNullOrEmpty
        Get-Danger "$($failure.CategoryInfo)" | Should -BeNullOrEmpty
        if (Get-Command Get-Error -ErrorAction Ignore) { Get-Danger (Get-Error $failure | Out-String -Width 400) | Should -BeNullOrEmpty }
        $failure.TargetObject -ceq $id | Should -BeTrue
    }

    It 'does not drive the console from an answer and its citations' {
        Add-EmulatorFault @{ path = '/chat'; body = "{`"answer`":`"$hostile`",`"question`":`"$hostile`",`"model`":`"$hostile`",`"citations`":[{`"file_name`":`"$hostile`",`"passage`":`"$hostile`"}]}" }
        $answer = Invoke-MemicChat q
        Get-Danger ($answer | Get-Shown) | Should -BeNullOrEmpty
        Get-Danger ($answer.Citations | Get-Shown) | Should -BeNullOrEmpty
        Get-Danger "$answer$($answer.Citations)" | Should -BeNullOrEmpty
    }

    It 'does not drive the console from prompts, projects, the context and connections' {
        Add-EmulatorFault @{ path = '/prompts/*'; body = "{`"name`":`"$hostile`",`"body`":`"$hostile`",`"variables`":[`"$hostile`"]}" }
        Get-Danger (Get-MemicPrompt p | Get-Shown) | Should -BeNullOrEmpty
        Add-EmulatorFault @{ path = '/projects'; body = "[{`"id`":`"$hostile`",`"name`":`"$hostile`"}]" }
        Get-Danger (Get-MemicProject | Get-Shown) | Should -BeNullOrEmpty
        Add-EmulatorFault @{ path = '/me'; times = 3; body = "{`"organization_id`":`"$hostile`",`"organization_name`":`"$hostile`",`"project_id`":`"$hostile`",`"project_name`":`"$hostile`",`"environment_id`":`"$hostile`",`"environment_slug`":`"$hostile`"}" }
        Get-Danger (Get-MemicContext | Get-Shown) | Should -BeNullOrEmpty
        Get-Danger (Get-MemicConnection | Get-Shown) | Should -BeNullOrEmpty
        Get-Danger (Test-MemicConnection | Get-Shown) | Should -BeNullOrEmpty
    }

    It 'does not drive the console from a file that came out of a file' {
        Add-EmulatorFault @{ path = '/files/*'; body = "{`"id`":`"1`",`"name`":`"$hostile`",`"status`":`"ready`",`"file_metadata`":{`"k`":`"$hostile`"}}" }
        $path = Join-Path $TestDrive 'hostile.xml'
        Get-MemicFileStatus 1 | Export-Clixml $path
        Get-Danger (Import-Clixml $path | Get-Shown) | Should -BeNullOrEmpty
        Get-Danger (Import-Clixml $path | Get-Shown -AsList) | Should -BeNullOrEmpty
    }

    It 'is not offered as an id or a name for the command line where it has controls, and is quoted where it is code' {
        Add-EmulatorFault @{ path = '/files'; body = "{`"items`":[{`"id`":`"id-$hostile`",`"name`":`"x`",`"status`":`"ready`"},{`"id`":`"id-'; exit \u2019`",`"name`":`"y`",`"status`":`"ready`"}]}" }
        $null = Get-MemicFile
        $line = 'Get-MemicFileStatus id-'
        $found = @((TabExpansion2 $line $line.Length).CompletionMatches | Where-Object CompletionText -Match 'id-')
        $found.Count | Should -Be 1
        $tokens = $errors = $null
        $null = [Management.Automation.Language.Parser]::ParseInput("Get-MemicFileStatus $($found.CompletionText)", [ref] $tokens, [ref] $errors)
        $errors | Should -BeNullOrEmpty
        $tokens[1].Value | Should -BeExactly "id-'; exit $([char]0x2019)"
    }

    It 'is not doubled by the views: nothing of them is a property of an object' {
        $null = Add-EmulatorFile @{ name = 'a.md' }
        (Get-MemicFile | Select-Object *).psobject.Properties.Name -match '^View' | Should -BeNullOrEmpty
        (Get-MemicFile | Get-Member).Name -match '^View' | Should -BeNullOrEmpty
        Get-MemicFile | ConvertTo-Json | Should -Not -Match 'View'
        Get-MemicFile | ConvertTo-Csv | Should -Not -Match 'View'
        $path = Join-Path $TestDrive 'file.xml'
        Get-MemicFile | Export-Clixml $path
        Get-Content $path -Raw | Should -Not -Match '"View'
    }

    It 'is written into files by the true names and values of its properties, all of them' {
        foreach ($type in [Memic.MemicFile], [Memic.MemicPrompt], [Memic.MemicErrorCode], [Memic.MemicSearchHit], [Memic.MemicSearchResponse], [Memic.MemicAnswer], [Memic.MemicCitation], [Memic.MemicProject],
            [Memic.MemicContext], [Memic.MemicConnection], [Memic.MemicConnectionTest], [Memic.MemicConnectionCheck], [Memic.MemicRateLimit], [Memic.MemicSyncResult],
            [Memic.MemicSearchTest], [Memic.MemicSearchSummary], [Memic.MemicSearchComparison], [Memic.MemicSearchChange]) {
            $names = (Get-TypeData $type.FullName).PropertySerializationSet.ReferencedProperties | Where-Object { $_ -ne 'FileId' -or $type -ne [Memic.MemicFile] }
            $names | Sort-Object | Should -Be ($type.GetProperties([Reflection.BindingFlags]'Public, Instance').Name | Sort-Object) -Because "Memic.Types.ps1xml lists every property of $type, so that it is exported"
        }
    }
}

Describe 'A message' {
    BeforeAll {
        function Get-Count { param($Text, $Word) [regex]::Matches($Text, [regex]::Escape($Word)).Count }
    }

    BeforeEach {
        Initialize-Test
        Connect-Emulator @{ Name = 'contoso' }
        $refusal = @{ status = 403; code = 'forbidden'; detail = 'Not for this key.' }
    }

    It 'names its input once: <Script>' -ForEach @(
        @{ Script = "Get-MemicFileStatus nope"; Subject = 'nope' }
        @{ Script = "Remove-MemicFile nope -Force"; Subject = 'nope' }
        @{ Script = "Wait-MemicFile nope"; Subject = 'nope' }
        @{ Script = "Get-MemicPrompt nope"; Subject = 'nope' }
    ) {
        $failure = Get-Failure ([scriptblock]::Create($Script))
        Get-Count $failure.ErrorDetails.Message $Subject | Should -Be 1 -Because $failure.ErrorDetails.Message
        Get-Count $failure.Exception.Message $Subject | Should -Be 1
    }

    It 'names what a refusal is about once, and the detail stays the service''s own: <Script>' -ForEach @(
        @{ Script = "Search-MemicContent 'odd question'"; Subject = 'odd question' }
        @{ Script = "Invoke-MemicChat 'odd question'"; Subject = 'odd question' }
        @{ Script = "Get-MemicFile"; Subject = 'contoso' }
        @{ Script = "Get-MemicContext"; Subject = 'contoso' }
        @{ Script = "Get-MemicProject"; Subject = 'contoso' }
        @{ Script = "Get-MemicFileStatus id17"; Subject = 'id17' }
        @{ Script = "Remove-MemicFile id17 -Force"; Subject = 'id17' }
        @{ Script = "Get-MemicPrompt brief"; Subject = 'brief' }
        @{ Script = "Connect-Emulator @{ Name = 'fabrikam' }"; Subject = 'fabrikam' }
    ) {
        Add-EmulatorFault $refusal
        $failure = Get-Failure ([scriptblock]::Create($Script))
        $failure.Exception.Detail | Should -BeExactly 'Not for this key.'
        Get-Count $failure.ErrorDetails.Message $Subject | Should -Be 1 -Because $failure.ErrorDetails.Message
    }

    It 'names the file once: <Name>' -ForEach @(
        @{ Name = 'odd name.exe'; Text = 'x'; Id = 'invalid_file_type' }
        @{ Name = 'odd name.md'; Text = ''; Id = 'file_empty' }
        @{ Name = 'odd none.md'; Text = $null; Id = 'path_not_found' }
    ) {
        $path = Join-Path $TestDrive $Name
        if ($null -ne $Text) { Set-Content $path $Text -NoNewline }
        $failure = Get-Failure { Send-MemicFile $path }
        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        Get-Count $failure.ErrorDetails.Message $Name | Should -Be 1 -Because $failure.ErrorDetails.Message
    }

    It 'has no control character of the service, nor has its id, and the error names the status where the code is none' {
        Add-EmulatorFault @{ path = '/files/*'; status = 400; body = "{`"detail`":`"$hostile`",`"code`":`"$hostile`",`"request_id`":`"$hostile`"}" }
        $failure = Get-Failure { Get-MemicFileStatus 1 }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'http_400,Memic.Cmdlets.GetMemicFileStatusCommand'
        Get-Danger "$($failure.ErrorDetails.Message)$($failure.Exception.Message)$($failure.Exception.RequestId)$failure" | Should -BeNullOrEmpty
        Get-Danger ($failure | Get-Shown) | Should -BeNullOrEmpty
        $failure.Exception.Detail.Contains("$([char]27)[2J") | Should -BeTrue -Because 'the detail stays as it is'
    }

    It 'has no control character in verbose and debug lines' {
        Add-EmulatorFault @{ path = '/files/*'; status = 503; times = 1; body = "{`"detail`":`"$hostile`"}" }
        Add-EmulatorFault @{ path = '/files/*'; status = 400; body = "{`"detail`":`"$hostile`"}" }
        $DebugPreference = 'Continue'
        $lines = Get-MemicFileStatus "x$([char]27)[2J" -MaximumRetryCount 0 -Verbose 2>&1 4>&1 5>&1
        Get-Danger ($lines | Where-Object { $_ -isnot [Management.Automation.ErrorRecord] } | ForEach-Object Message | Out-String) | Should -BeNullOrEmpty
    }
}
