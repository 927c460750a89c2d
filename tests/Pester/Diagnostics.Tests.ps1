BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
    if ($PSVersionTable.PSEdition -ne 'Desktop') { Import-Double }

    # The lines of one stream of a script, without its output.
    function Get-Verbose { param([scriptblock] $Script) @(& $Script 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }).Message }

    # By the preference: up to PowerShell 7.5 -Debug makes cmdlets ask for confirmation, and Windows PowerShell asks at every line.
    function Get-Debug { param([scriptblock] $Script) $DebugPreference = 'Continue'; @(& $Script 5>&1 | Where-Object { $_ -is [Management.Automation.DebugRecord] }).Message }

    function New-Document {
        param([string] $Name = 'report.md')
        $path = Join-Path $TestDrive $Name
        Set-Content $path 'The zebra has stripes.' -NoNewline
        $path
    }
}

Describe '-Verbose' {
    BeforeEach { Initialize-Test }

    It 'tells each request on one line: method, path, status, time, attempt, request id' {
        $line = Get-Verbose { Search-MemicContent zebra -Verbose }
        $line.Count | Should -Be 1
        $line | Should -Match '^POST /search -> 200 in \d+ ms, attempt 1, req_\w+$'
        $line | Should -BeLike "*$((Get-EmulatorRequest).requestId)"
    }

    It 'tells every request of a send, and names storage without its address' {
        $path = New-Document
        $lines = @(Get-Verbose { Send-MemicFile $path -Verbose }) -match ' -> '
        $id = (Get-MemicFile).Id
        $lines.Count | Should -Be 3
        $lines[0] | Should -Match '^POST /files/init -> 201 in \d+ ms, attempt 1, req_\w+ \(report\.md\)$'
        $lines[1] | Should -Match '^PUT storage -> 200 in \d+ ms, attempt 1'
        $lines[2] | Should -Match "^POST /files/$id/confirm -> 200 in \d+ ms, attempt 1, req_\w+ \(report\.md\)$"
    }

    It 'tells of each line of many uploads at once which file it is about, and how long it took' {
        $paths = 1..8 | ForEach-Object { New-Document "report$_.md" }
        Add-EmulatorFault @{ path = '/files/init'; skip = 2; status = 503 }
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; skip = 3; status = 503 }
        # The first of each file is PowerShell's own, of -WhatIf and -Confirm.
        $lines = @(Get-Verbose { $paths | Send-MemicFile -Verbose }) -notmatch '^Upload '
        @(@($lines) -match ' -> ').Count | Should -Be (3 * 8 + 2)
        foreach ($line in $lines) { $line | Should -Match "\(report\d\.md\)$|^'report\d\.md': " }
        foreach ($line in @($lines) -match ' -> ') { $line | Should -Match ' in \d+ ms, attempt \d' }
        foreach ($number in 1..8) { @(@($lines) -match "\(report$number\.md\)").Count | Should -BeGreaterOrEqual 3 }
    }

    It 'tells each page of a list' {
        $null = Add-EmulatorFile (1..150 | ForEach-Object { @{ name = "f$_.md" } })
        $lines = Get-Verbose { Get-MemicFile -Verbose }
        $lines | Should -Match '^GET /files\?page=\d&page_size=100 -> 200 in \d+ ms'
        $lines.Count | Should -Be 2
    }

    It 'tells a failure, the wait and the second attempt' {
        Add-EmulatorFault @{ path = '/search'; status = 503 }
        $lines = Get-Verbose { Search-MemicContent zebra -Verbose }
        $lines[0] | Should -Match '^POST /search -> 503 in \d+ ms, attempt 1, req_'
        $lines[1] | Should -Match '^service_unavailable: attempt 2 in [\d.]+ s$'
        $lines[2] | Should -Match '^POST /search -> 200 in \d+ ms, attempt 2, req_'
        $lines.Count | Should -Be 3
    }

    It 'tells a request that got no answer' {
        Add-EmulatorFault @{ path = '/search'; kind = 'reset' }
        Get-Verbose { Search-MemicContent zebra -Verbose -MaximumRetryCount 0 -ErrorAction SilentlyContinue } |
            Should -Match '^POST /search -> network_error after \d+ ms, attempt 1$'
    }

    It 'says nothing unless it is asked to, by parameter or preference' {
        Get-Verbose { Search-MemicContent zebra } | Should -BeNullOrEmpty
        Get-Verbose { $VerbosePreference = 'Continue'; Search-MemicContent zebra -Verbose:$false } | Should -BeNullOrEmpty
    }

    It 'follows $VerbosePreference in a script' {
        $shell = New-Shell
        try {
            $null = $shell.AddScript('$VerbosePreference = "Continue"; Search-MemicContent zebra').Invoke()
            $shell.Streams.Verbose.Message | Should -Match '^POST /search -> 200'
        }
        finally { Close-Shell $shell }
    }
}

Describe 'The debug stream' {
    BeforeEach { Initialize-Test }

    It 'shows request and answer, with headers and bodies' {
        $lines = Get-Debug { Search-MemicContent zebra -Top 3 }
        $lines.Count | Should -Be 2
        $lines[0] | Should -Match "^> POST $([regex]::Escape((Get-EmulatorUri)))/search\n"
        $lines[0] | Should -Match '\nAccept: application/json(\n|$)'
        $lines[0] | Should -Match '\nContent-Type: application/json(\n|$)'
        $lines[0] | Should -Match '\n\n\{"query":"zebra","top_k":3\}$'
        $lines[1] | Should -Match '^< 200 OK\n'
        $lines[1] | Should -Match "\nx-request-id: $((Get-EmulatorRequest).requestId)"
        $lines[1] | Should -Match '"total_results":0'
    }

    It 'hides the key and every header that is not known to be harmless' {
        Add-EmulatorFault @{ path = '/search'; headers = @{ 'Set-Cookie' = 'session=abc123'; 'X-New' = 'secret-thing' } }
        $lines = (Get-Debug { Search-MemicContent zebra }) -join "`n"
        $lines | Should -Match '\nX-API-Key: \(redacted\)\n'
        $lines | Should -Match '\nSet-Cookie: \(redacted\)'
        $lines | Should -Match '\nX-New: \(redacted\)'
        $lines | Should -Not -Match (Get-EmulatorRequest).key
        $lines | Should -Not -Match 'abc123|secret-thing'
    }

    It 'hides what signs a storage address, in bodies and headers' {
        $path = New-Document
        $lines = (Get-Debug { Send-MemicFile $path }) -join "`n"
        $put = Get-EmulatorRequest -Method PUT
        $put.query | Should -Not -BeNullOrEmpty
        $lines | Should -Match '> PUT http://\S+/storage/\S+'
        foreach ($value in [regex]::Matches($put.query, '=([^&]{8,})').ForEach({ $_.Groups[1].Value })) {
            $lines | Should -Not -Match ([regex]::Escape($value))
        }
        $lines | Should -Not -Match 'The zebra has stripes'
    }

    It 'hides a key that the service sends back' {
        $null = Get-MemicContext
        $key = (Get-EmulatorRequest).key
        Add-EmulatorFault @{ path = '/search'; status = 400; detail = "The key $key is odd." }
        $lines = (Get-Debug { Search-MemicContent zebra -ErrorAction SilentlyContinue }) -join "`n"
        $lines | Should -Match 'is odd'
        $lines | Should -Not -Match $key
    }

    It 'cuts a body that nobody could read' {
        Add-EmulatorFault @{ path = '/search'; status = 400; bodySize = 20000 }
        $lines = Get-Debug { Search-MemicContent zebra -ErrorAction SilentlyContinue }
        $lines[1].Length | Should -BeLessThan 5000
        $lines[1] | Should -Match '\.\.\.$'
    }

    It 'says nothing unless it is asked to' {
        Search-MemicContent zebra -Verbose 5>&1 4>$null | Should -BeNullOrEmpty
    }

    It 'is what -Debug asks for' -Skip:($PSVersionTable.PSEdition -eq 'Desktop') {
        $lines = Search-MemicContent zebra -Debug 5>&1
        $lines | Should -HaveCount 2
        $lines[0].Message | Should -Match '^> POST '
        $lines[1].Message | Should -Match '^< 200 '
    }

    It 'is what -Debug asks for in a cmdlet that changes something, with -Confirm:$false where PowerShell would ask' -Skip:($PSVersionTable.PSEdition -eq 'Desktop') {
        $lines = Send-MemicFile (New-Document) -Debug -Confirm:$false 5>&1 | Where-Object { $_ -is [Management.Automation.DebugRecord] }
        $lines.Message -match '^> POST ' | Should -HaveCount 2
    }
}

Describe 'User-Agent' {
    It 'names the module and its version, PowerShell, the system and the processor' {
        Initialize-Test
        $null = Get-MemicContext
        $agent = (Get-EmulatorRequest).headers.'User-Agent'
        $version = (Get-Module Memic).Version
        $system = if ($IsWindows -or $PSVersionTable.PSEdition -eq 'Desktop') { 'Windows' } elseif ($IsMacOS) { 'macOS' } else { 'Linux' }
        $agent | Should -BeExactly "memic-powershell/$version (PowerShell/$($PSVersionTable.PSVersion.Major).$($PSVersionTable.PSVersion.Minor); $system; $([Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture))"
    }
}

# .NET Framework has these classes only inside the module, where a script does not reach them.
Describe 'Tracing' -Skip:($PSVersionTable.PSEdition -eq 'Desktop') {
    BeforeEach {
        Initialize-Test
        $telemetry = [Memic.Tests.Telemetry]::new('Memic')
    }

    AfterEach { $telemetry.Dispose() }

    It 'makes a span of each request, with what OpenTelemetry calls its parts' {
        $null = Search-MemicContent zebra
        $span = $telemetry.Spans
        @($span).Count | Should -Be 1
        $span.OperationName, $span.Kind, $span.Source.Name | Should -Be 'search', 'Client', 'Memic'
        $tags = @{}
        foreach ($tag in $span.TagObjects) { $tags[$tag.Key] = $tag.Value }
        $tags['http.request.method'], $tags['http.response.status_code'], $tags['http.request.resend_count'] | Should -Be 'POST', 200, 0
        $tags['url.full'] | Should -Be "$(Get-EmulatorUri)/search"
        $tags['server.address'], $tags['server.port'] | Should -Be '127.0.0.1', ([uri](Get-EmulatorUri)).Port
        $tags['memic.request_id'] | Should -Be (Get-EmulatorRequest).requestId
        $span.Status | Should -Be 'Unset'
        $span.Duration | Should -BeGreaterThan ([timespan]::Zero)
    }

    It 'sends each span''s own traceparent to the API, and none to storage' {
        $path = New-Document
        $null = Send-MemicFile $path
        $requests = Get-EmulatorRequest
        $requests.Count | Should -Be 3
        $spans = $telemetry.Spans
        $spans.OperationName | Should -Be 'files.init', 'storage.put', 'files.confirm'
        $requests[0].headers.traceparent, $requests[2].headers.traceparent | Should -Be $spans[0].Id, $spans[2].Id
        $put = $requests[1]
        $put.method | Should -Be 'PUT'
        @($put.headers.psobject.Properties.Name) -match 'trace|correlation|baggage|request-id' | Should -BeNullOrEmpty
    }

    It 'puts no query of a storage address into a span' {
        $path = New-Document
        $null = Send-MemicFile $path
        $query = (Get-EmulatorRequest -Method PUT).query
        $signature = [regex]::Match($query, '[^=&]{16,}').Value
        $signature | Should -Not -BeNullOrEmpty
        foreach ($span in $telemetry.Spans) {
            "$($span.DisplayName) $($span.TagObjects)" | Should -Not -Match ([regex]::Escape($signature))
        }
    }

    It 'makes a span of each attempt, and marks the one that failed' {
        Add-EmulatorFault @{ path = '/search'; status = 503 }
        $null = Search-MemicContent zebra
        $spans = $telemetry.Spans
        $spans.Count | Should -Be 2
        $spans[0].Status, $spans[0].GetTagItem('error.type'), $spans[0].GetTagItem('http.response.status_code') | Should -Be 'Error', 'http_503', 503
        $spans[1].Status, $spans[1].GetTagItem('http.request.resend_count') | Should -Be 'Unset', 1
    }

    It 'marks a request without an answer by its code' {
        Add-EmulatorFault @{ path = '/search'; kind = 'reset' }
        $null = Search-MemicContent zebra -MaximumRetryCount 0 -ErrorAction SilentlyContinue
        $telemetry.Spans.GetTagItem('error.type') | Should -Be 'network_error'
        $telemetry.Spans.Status | Should -Be 'Error'
    }

    It 'belongs to what the script itself traces' {
        $outer = [Diagnostics.Activity]::new('runbook').Start()
        try { $null = Search-MemicContent zebra } finally { $outer.Stop() }
        $telemetry.Spans.TraceId | Should -Be $outer.TraceId
        $telemetry.Spans.ParentSpanId | Should -Be $outer.SpanId
        (Get-EmulatorRequest).headers.traceparent | Should -Match $outer.TraceId
    }

    It 'leaves the script''s own trace as it was' {
        $outer = [Diagnostics.Activity]::new('runbook').Start()
        try {
            $null = Search-MemicContent zebra
            [Diagnostics.Activity]::Current | Should -Be $outer
        }
        finally { $outer.Stop() }
    }

    It 'measures each request, with its operation and its status' {
        $null = Search-MemicContent zebra
        $measured = $telemetry.Measurements | Where-Object Name -EQ 'memic.client.request.duration'
        @($measured).Count | Should -Be 1
        $measured.Unit, $measured.Tags['memic.operation'], $measured.Tags['http.response.status_code'] | Should -Be 's', 'search', 200
        $measured.Value | Should -BeGreaterThan 0
        $measured.Value | Should -BeLessThan 30
    }

    It 'counts repeats, and the bytes that storage took' {
        Add-EmulatorFault @{ path = '/files/init'; status = 503 }
        $path = New-Document
        $null = Send-MemicFile $path
        ($telemetry.Measurements | Where-Object Name -EQ 'memic.client.retries').Value | Should -Be 1
        ($telemetry.Measurements | Where-Object Name -EQ 'memic.client.retries').Tags['error.type'] | Should -Be 'service_unavailable'
        ($telemetry.Measurements | Where-Object Name -EQ 'memic.client.upload.size').Value | Should -Be (Get-Item $path).Length
    }

    It 'measures how long the rate limit held a request back' {
        $connection = Connect-Memic -ApiKey (New-EmulatorKey) -BaseUri (Get-EmulatorUri) -RateLimit @{ Search = 1 } -PassThru
        $connection.RateLimits.Window = [timespan]::FromSeconds(4)
        $null = 'one', 'two' | Search-MemicContent
        $waited = $telemetry.Measurements | Where-Object Name -EQ 'memic.client.rate_limit.wait'
        $waited.Tags['memic.category'] | Should -Be 'search'
        $waited.Value | Should -BeGreaterThan 0.1
    }
}

Describe 'Tracing where nobody listens' {
    It 'sends no traceparent' {
        Initialize-Test
        $null = Search-MemicContent zebra
        @((Get-EmulatorRequest).headers.psobject.Properties.Name) -match 'trace|correlation|baggage' | Should -BeNullOrEmpty
    }
}

Describe 'Deprecation' {
    It 'warns once a process, whatever cmdlets and runspaces there are, and in plain words' {
        Initialize-Test
        Set-EmulatorOption @{ deprecationHeader = $true }
        $child = Invoke-Child @'
Import-Module $env:MEMIC_MODULE
$out = & { Connect-Memic -ApiKey $env:MEMIC_API_KEY; Get-MemicContext; Search-MemicContent q; Get-MemicFile } 3>&1
$out += foreach ($turn in 1..2) { [powershell]::Create().AddScript('Import-Module $env:MEMIC_MODULE; Get-MemicContext 3>&1').Invoke() }
$out | Where-Object { $_ -is [Management.Automation.WarningRecord] } | ForEach-Object { "WARNED $_" }
"DONE $($out.Count)"
'@
        $child.Error | Should -BeNullOrEmpty
        $child.Output | Should -Match 'DONE'
        @($child.Output -split '\r?\n' -match '^WARNED').Count | Should -Be 1
        $child.Output | Should -Match 'WARNED This version of the Memic API is deprecated'
    }

    It 'does not warn for Deprecation: false' {
        Initialize-Test
        Add-EmulatorFault @{ path = '*'; headers = @{ Deprecation = 'false' }; times = 99 }
        $child = Invoke-Child 'Import-Module $env:MEMIC_MODULE; Get-MemicContext 3>&1 | ForEach-Object { $_.GetType().Name }'
        $child.Output.Trim() | Should -Be 'MemicContext'
    }
}
