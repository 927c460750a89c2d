BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator

    # What the service answers to one status call, as a failure.
    function Get-Answer {
        param([hashtable] $Fault)
        Add-EmulatorFault (@{ path = '/files/*'; times = 99 } + $Fault)
        Get-Failure { Get-MemicFileStatus the-id -MaximumRetryCount 0 }
    }
}

Describe 'An error of the service' {
    BeforeEach { Initialize-Test }

    It 'with status <Status> and code <Code> is <Category>' -ForEach @(
        @{ Status = 401; Code = 'invalid_api_key'; Category = 'AuthenticationError' }
        @{ Status = 403; Code = 'forbidden'; Category = 'PermissionDenied' }
        @{ Status = 404; Code = 'file_not_found'; Category = 'ObjectNotFound' }
        @{ Status = 404; Code = 'prompt_not_found'; Category = 'ObjectNotFound' }
        @{ Status = 404; Code = 'whatever_not_found'; Category = 'ObjectNotFound' }
        @{ Status = 409; Code = 'file_still_processing'; Category = 'ResourceBusy' }
        @{ Status = 409; Code = 'duplicate_name'; Category = 'ResourceExists' }
        @{ Status = 400; Code = 'invalid_file_type'; Category = 'InvalidArgument' }
        @{ Status = 400; Code = 'bad_request'; Category = 'InvalidArgument' }
        @{ Status = 413; Code = 'file_too_large'; Category = 'LimitsExceeded' }
        @{ Status = 422; Code = 'validation_error'; Category = 'InvalidData' }
        @{ Status = 429; Code = 'rate_limit_exceeded'; Category = 'QuotaExceeded' }
        @{ Status = 500; Code = 'internal_error'; Category = 'ResourceUnavailable' }
        @{ Status = 502; Code = 'bad_gateway'; Category = 'ResourceUnavailable' }
        @{ Status = 503; Code = 'service_unavailable'; Category = 'ResourceUnavailable' }
        @{ Status = 504; Code = 'gateway_timeout'; Category = 'ResourceUnavailable' }
        @{ Status = 418; Code = 'A-Code_Of.Next-Year42'; Category = 'InvalidArgument' }
    ) {
        $failure = Get-Answer @{ status = $Status; code = $Code; detail = 'the detail'; requestId = 'req_42' }
        $failure.FullyQualifiedErrorId | Should -BeExactly "$Code,Memic.Cmdlets.GetMemicFileStatusCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.Exception.Code | Should -BeExactly $Code
        $failure.Exception.StatusCode | Should -Be $Status
        $failure.Exception.RequestId | Should -BeExactly 'req_42'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'has an exception with code, detail, status, request id, Retry-After, attempts, method and address' {
        $failure = Get-Answer @{ status = 503; code = 'busy'; detail = 'come back'; requestId = 'req_1'; retryAfter = '7' }
        $exception = $failure.Exception
        $exception | Should -BeOfType ([Memic.MemicException])
        $exception.Code, $exception.Detail, $exception.StatusCode, $exception.RequestId, $exception.Attempts, $exception.Method |
            Should -Be 'busy', 'come back', 503, 'req_1', 1, 'GET'
        $exception.RetryAfter | Should -Be ([timespan]::FromSeconds(7))
        "$($exception.Uri)" | Should -BeExactly "$(Get-EmulatorUri)/files/the-id/status"
        $exception.Message | Should -Be 'the-id: come back'
    }

    It 'has no query in its address' {
        Add-EmulatorFault @{ path = '/files'; status = 403; times = 99 }
        $failure = Get-Failure { Get-MemicFile }
        $failure.Exception.Uri.Query | Should -BeNullOrEmpty
        $failure.Exception.Uri.AbsolutePath | Should -Be '/api/v1/files'
    }

    It 'tells detail, code and request id on one line, ready to paste to support' {
        $failure = Get-Answer @{ status = 409; code = 'odd'; detail = "first`nsecond`r`nthird"; requestId = 'req_7' }
        $failure.ErrorDetails.Message | Should -Not -Match '[\r\n]'
        $failure.ErrorDetails.Message | Should -Match 'first second third.*odd.*req_7'
        "$failure" | Should -Be $failure.ErrorDetails.Message
    }

    It 'recommends what the table says' {
        $failure = Get-Answer @{ status = 409; code = 'file_still_processing' }
        $failure.ErrorDetails.RecommendedAction | Should -Match 'Wait-MemicFile'
        $failure.ErrorDetails.RecommendedAction | Should -Be (Get-MemicErrorCode file_still_processing).Advice
    }

    It 'tells how many attempts were made' {
        Add-EmulatorFault @{ path = '/files/*'; status = 503; times = 99 }
        $failure = Get-Failure { Get-MemicFileStatus x -MaximumRetryCount 1 }
        $failure.Exception.Attempts | Should -Be 2
        $failure.ErrorDetails.Message | Should -Match '2 attempts'
        @(Get-EmulatorRequest).Count | Should -Be 2
    }

    It 'is not repeated with status <_>' -ForEach 400, 401, 403, 404, 409, 413, 422 {
        Add-EmulatorFault @{ path = '/files/*'; status = $_; times = 99 }
        $null = Get-Failure { Get-MemicFileStatus x }
        @(Get-EmulatorRequest).Count | Should -Be 1
    }

    It 'is read leniently: <Name>' -ForEach @(
        @{ Name = 'no code'; Fault = @{ status = 404; body = '{"detail":"gone","request_id":"req_b"}' }; Code = 'http_404'; Detail = 'gone'; Request = 'req_b' }
        @{ Name = 'no request id in the body, one in the header'; Fault = @{ status = 404; requestId = 'req_h'; body = '{"detail":"gone","code":"c"}' }; Code = 'c'; Detail = 'gone'; Request = 'req_h' }
        @{ Name = 'a list of FastAPI'; Fault = @{ status = 422; body = '{"detail":[{"loc":["body","size"],"msg":"too small","type":"x"}],"code":"validation_error"}' }; Code = 'validation_error'; Detail = 'body.size: too small' }
        @{ Name = 'an object as the detail'; Fault = @{ status = 400; body = '{"detail":{"message":"odd"},"code":"c"}' }; Code = 'c'; Detail = 'odd' }
        @{ Name = 'HTML'; Fault = @{ status = 502; contentType = 'text/html'; body = '<html><title>Bad gateway</title><body>x</body></html>' }; Code = 'http_502'; Detail = 'Bad gateway' }
        @{ Name = 'XML'; Fault = @{ status = 403; contentType = 'application/xml'; body = '<Error><Code>Denied</Code><Message>no entry</Message></Error>' }; Code = 'http_403'; Detail = 'Denied: no entry' }
        @{ Name = 'nothing at all'; Fault = @{ status = 503; body = '' }; Code = 'http_503' }
        @{ Name = 'JSON that calls itself text'; Fault = @{ status = 409; contentType = 'text/plain'; body = '{"detail":"d","code":"c"}' }; Code = 'c'; Detail = 'd' }
        @{ Name = 'a compressed body'; Fault = @{ status = 409; gzip = $true; body = '{"detail":"d","code":"c"}' }; Code = 'c'; Detail = 'd' }
        @{ Name = 'bytes that are no text'; Fault = @{ status = 500; bodyBase64 = '//79' }; Code = 'http_500' }
        @{ Name = '10 MB of filler'; Fault = @{ status = 500; bodySize = 10MB }; Code = 'http_500' }
        @{ Name = 'a bare string'; Fault = @{ status = 400; body = '"just text"' }; Code = 'http_400'; Detail = 'just text' }
    ) {
        $failure = Get-Answer $Fault
        $failure.FullyQualifiedErrorId | Should -BeExactly "$Code,Memic.Cmdlets.GetMemicFileStatusCommand"
        $failure.Exception.Detail | Should -Not -BeNullOrEmpty
        $failure.Exception.Detail.Length | Should -BeLessThan 3000
        if ($Detail) { $failure.Exception.Detail | Should -BeExactly $Detail }
        if ($Request) { $failure.Exception.RequestId | Should -BeExactly $Request }
    }

    It 'is readable where the body of an error is cut short' {
        $failure = Get-Answer @{ status = 409; code = 'cut'; detail = 'x' * 300; kind = 'cutBody' }
        $failure | Should -HaveCount 1
        $failure.FullyQualifiedErrorId | Should -Match ',Memic.Cmdlets.GetMemicFileStatusCommand$'
        $failure.Exception | Should -BeOfType ([Memic.MemicException])
    }

    It 'is invalid_response where a good status comes with a body that is none' {
        $failure = Get-Answer @{ status = 200; body = 'hello' }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'invalid_response,Memic.Cmdlets.GetMemicFileStatusCommand'
        $failure.CategoryInfo.Category | Should -Be 'InvalidData'
    }

    It 'is network_error where the connection breaks' {
        $failure = Get-Answer @{ kind = 'reset' }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'network_error,Memic.Cmdlets.GetMemicFileStatusCommand'
        $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        $failure.Exception.StatusCode | Should -BeNullOrEmpty
    }

    It 'gives Retry-After as a date back as a span' {
        $failure = Get-Answer @{ status = 503; retryAfter = [datetime]::UtcNow.AddSeconds(500).ToString('R') }
        $failure.Exception.RetryAfter.TotalSeconds | Should -BeGreaterThan 470
        $failure.Exception.RetryAfter.TotalSeconds | Should -BeLessOrEqual 501
    }

    It 'never takes the key to another origin: a redirect there is an error' {
        $failure = Get-Answer @{ kind = 'redirect'; target = 'http://127.0.0.1:9/api/v1/files/x/status' }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'http_307,Memic.Cmdlets.GetMemicFileStatusCommand'
        $failure.Exception.Detail | Should -Match 'http://127.0.0.1:9\. The API key is not sent to another origin'
        @(Get-EmulatorRequest).Count | Should -Be 1
    }
}

Describe 'An error in a script' {
    BeforeEach {
        Initialize-Test
        $ids = Add-EmulatorFile @{ name = 'a.md' }, @{ name = 'b.md' }
    }

    It 'of one input does not stop the rest' {
        $out = $ids[0], 'nope', $ids[1] | Get-MemicFileStatus 2>$null
        $out.Name | Should -Be 'a.md', 'b.md'
    }

    It 'sets $? to false, also with SilentlyContinue' {
        Get-MemicFileStatus nope -ErrorAction SilentlyContinue
        $? | Should -BeFalse
        $null = Get-MemicFileStatus $ids[0]
        $? | Should -BeTrue
    }

    It 'goes to -ErrorVariable and $Error with SilentlyContinue, and to -ErrorVariable alone with Ignore' {
        Get-MemicFileStatus nope -ErrorAction SilentlyContinue -ErrorVariable one
        $one | Should -HaveCount 1
        $Error | Should -HaveCount 1
        $Error.Clear()
        Get-MemicFileStatus nope -ErrorAction Ignore
        $Error | Should -HaveCount 0
    }

    It 'can be caught with -ErrorAction Stop by catch [Memic.MemicException], with its code' {
        $code = try { Get-MemicFileStatus nope -ErrorAction Stop } catch [Memic.MemicException] { $_.Exception.Code }
        $code | Should -BeExactly 'file_not_found'
    }

    It 'keeps its id, its target and its advice when it is caught' {
        $caught = try { 'a', 'b' | Get-MemicFileStatus -ErrorAction Stop } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeExactly 'file_not_found,Memic.Cmdlets.GetMemicFileStatusCommand'
        $caught.TargetObject | Should -Be 'a'
        $caught.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        @(Get-EmulatorRequest).Count | Should -Be 1
    }

    It 'obeys $ErrorActionPreference' {
        { & { $ErrorActionPreference = 'Stop'; Get-MemicFileStatus nope } } | Should -Throw -ErrorId 'file_not_found,Memic.Cmdlets.GetMemicFileStatusCommand'
    }

    It 'can be told apart in a switch' {
        $seen = Get-MemicFileStatus nope 2>&1 | ForEach-Object { switch -Wildcard ($_.FullyQualifiedErrorId) { 'file_not_found,*' { 'missing' } default { 'other' } } }
        $seen | Should -Be 'missing'
    }

    It 'with 401 ends the command once, for many inputs and whatever -ErrorAction says' {
        Add-EmulatorFault @{ path = '/files/*'; status = 401; times = 99 }
        $paths = 1..20 | ForEach-Object { $path = Join-Path $TestDrive "f$_.md"; Set-Content $path x; $path }
        foreach ($action in 'Continue', 'SilentlyContinue', 'Ignore') {
            $caught = @(try { $paths | Send-MemicFile -ErrorAction $action 2>&1 } catch { $_ })
            $caught | Should -HaveCount 1
            $caught[0].FullyQualifiedErrorId | Should -BeExactly 'invalid_api_key,Memic.Cmdlets.SendMemicFileCommand'
        }
        @(Get-EmulatorRequest).Count | Should -BeLessOrEqual 24
    }

    It 'is read by the same properties in -ErrorVariable, whether it ended the command or not' {
        Add-EmulatorFault @{ path = '/files/a/*'; status = 422; code = 'odd'; delay = 1 }
        Add-EmulatorFault @{ path = '/files/b/*'; status = 401; requestId = 'req_T' }
        $null = try { 'a', 'b' | Get-MemicFileStatus -ErrorVariable failures -ErrorAction SilentlyContinue } catch { $caught = $_ }
        $failures.Count | Should -Be 2
        $failures.FullyQualifiedErrorId | Should -Be 'odd,Memic.Cmdlets.GetMemicFileStatusCommand', 'invalid_api_key,Memic.Cmdlets.GetMemicFileStatusCommand'
        $failures.TargetObject | Should -Be 'a', 'b'
        $failures.CategoryInfo.Category | Should -Be 'InvalidData', 'AuthenticationError'
        $failures.Exception.Code | Should -Be 'odd', 'invalid_api_key'
        $failures[1].Exception.RequestId | Should -Be 'req_T'
        $failures[1].ErrorDetails.Message | Should -Be $caught.ErrorDetails.Message
        $failures[1].ErrorDetails.RecommendedAction | Should -Match 'Check the key'
        $null = try { Get-MemicFileStatus nope -ErrorVariable stopped -ErrorAction Stop } catch { $_ }
        $stopped.FullyQualifiedErrorId | Should -Contain 'file_not_found,Memic.Cmdlets.GetMemicFileStatusCommand'
    }

    It 'adds nothing to errors of others' {
        $null = try { Get-Item (Join-Path $TestDrive nope) -ErrorVariable failures -ErrorAction Stop } catch { $_ }
        $thrown = $failures | Where-Object { $_ -isnot [Management.Automation.ErrorRecord] }
        @($thrown).Count | Should -Be 1
        $thrown.FullyQualifiedErrorId | Should -BeNullOrEmpty
        $thrown.TargetObject | Should -BeNullOrEmpty
    }

    It 'about a path has the path as its target' {
        (Get-Failure { Send-MemicFile (Join-Path $TestDrive 'none.md') }).TargetObject | Should -BeExactly (Join-Path $TestDrive 'none.md')
    }

    It 'prints its code and its request id in the ordinary view' {
        $view = Get-MemicFileStatus nope 2>&1 | Out-String -Width 500
        $view | Should -Match 'file_not_found'
        $view | Should -Match 'req_'
    }

    It 'prints its advice in the ordinary view from PowerShell 7.5 on, which is the first to print a RecommendedAction' {
        $view = Get-MemicFileStatus nope 2>&1 | Out-String -Width 500
        $view -match 'Get-MemicContext' | Should -Be ($PSVersionTable.PSVersion -ge '7.5')
    }
}

Describe 'An error that travels' {
    BeforeAll {
        # What must be readable wherever an error ends up.
        function Assert-Readable {
            param($Failure)
            $Failure.FullyQualifiedErrorId | Should -Match '^file_not_found\b'
            # What comes out of a file is a bag of properties, with the category as a number.
            $category = if ($null -ne $Failure.CategoryInfo.Category) { $Failure.CategoryInfo.Category } else { $Failure.ErrorCategory_Category }
            [Management.Automation.ErrorCategory]$category | Should -Be 'ObjectNotFound'
            "$Failure" | Should -Match 'file_not_found'
            "$Failure" | Should -Match 'req_'
            $Failure.TargetObject | Should -Be 'nope'
            # What comes out of a process has the exception's properties one step further in.
            $exception = if ($Failure.Exception.SerializedRemoteException) { $Failure.Exception.SerializedRemoteException } else { $Failure.Exception }
            $exception.Code | Should -BeExactly 'file_not_found'
            $exception.RequestId | Should -Match '^req_'
        }
    }

    BeforeEach { Initialize-Test }

    It 'through Export-Clixml is still readable' {
        $file = Join-Path $TestDrive error.xml
        Get-Failure { Get-MemicFileStatus nope } | Export-Clixml $file
        Assert-Readable (Import-Clixml $file)
    }

    It 'through a depth of 1 is still readable' {
        $text = [Management.Automation.PSSerializer]::Serialize((Get-Failure { Get-MemicFileStatus nope }), 1)
        $failure = [Management.Automation.PSSerializer]::Deserialize($text)
        $failure.FullyQualifiedErrorId | Should -Match '^file_not_found\b'
        "$failure" | Should -Match 'req_'
    }

    It 'through Start-Job is still readable' {
        $job = Start-Job -ArgumentList (Get-ModulePath), (New-EmulatorKey), (Get-EmulatorUri) {
            param($module, $key, $uri)
            Import-Module $module
            $env:MEMIC_API_KEY, $env:MEMIC_BASE_URL = $key, $uri
            Get-MemicFileStatus nope
        }
        try { $failure = $job | Wait-Job | Receive-Job 2>&1 } finally { $job | Remove-Job -Force }
        Assert-Readable $failure
    }

    It 'through Start-ThreadJob is still readable' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
        $job = Start-ThreadJob -ArgumentList (Get-ModulePath), (New-EmulatorKey), (Get-EmulatorUri) {
            param($module, $key, $uri)
            Import-Module $module
            Get-MemicFileStatus nope -Connection (Connect-Memic -ApiKey $key -BaseUri $uri -Name job -PassThru)
        }
        try { $failure = $job | Wait-Job | Receive-Job 2>&1 } finally { $job | Remove-Job -Force }
        Assert-Readable $failure
    }

    It 'out of ForEach-Object -Parallel is still readable' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $module = Get-ModulePath
        $failure = 1 | ForEach-Object -Parallel { Import-Module $using:module; Get-MemicFileStatus nope -Connection unnamed } 2>&1
        Assert-Readable $failure
    }
}
