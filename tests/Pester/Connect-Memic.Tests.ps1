BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
}

Describe 'Connect-Memic' {
    BeforeEach {
        Initialize-Test
        Get-MemicConnection | Disconnect-Memic
        $key = New-EmulatorKey
        $uri = Get-EmulatorUri
    }

    Context 'the key' {
        It 'is checked with GET /me, and the connection becomes the default' {
            Connect-Memic -ApiKey $key -BaseUri $uri
            (Get-EmulatorRequest).Call | Should -Be 'GET /me'
            (Get-EmulatorRequest).key | Should -BeExactly $key
            (Get-MemicContext).EnvironmentSlug | Should -Be 'production'
        }

        It 'can be given by position' {
            Connect-Memic $key -BaseUri $uri
            (Get-EmulatorRequest).key | Should -BeExactly $key
        }

        It 'can be a SecureString' {
            Connect-Memic -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -BaseUri $uri
            (Get-EmulatorRequest).key | Should -BeExactly $key
        }

        It 'can be the password of a credential' {
            Connect-Memic -ApiKey ([pscredential]::new('memic', (ConvertTo-SecureString $key -AsPlainText -Force))) -BaseUri $uri
            (Get-EmulatorRequest).key | Should -BeExactly $key
        }

        It 'can come from a file with a line break at its end' {
            Set-Content (Join-Path $TestDrive key.txt) $key
            Connect-Memic -ApiKey (Get-Content -Raw (Join-Path $TestDrive key.txt)) -BaseUri $uri
            (Get-EmulatorRequest).key | Should -BeExactly $key
        }

        It 'comes from MEMIC_API_KEY, and the address from MEMIC_BASE_URL' {
            $env:MEMIC_API_KEY = $key
            $env:MEMIC_BASE_URL = $uri
            Connect-Memic
            (Get-EmulatorRequest).key | Should -BeExactly $key
        }

        It 'of -ApiKey wins over MEMIC_API_KEY, also where that is malformed' {
            $env:MEMIC_API_KEY = "bad`tkey"
            Connect-Memic -ApiKey $key -BaseUri $uri
            (Get-EmulatorRequest).key | Should -BeExactly $key
        }

        It 'is api_key_missing, terminating, where there is none' {
            { Connect-Memic -BaseUri $uri -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'api_key_missing,Memic.Cmdlets.ConnectMemicCommand'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'is api_key_missing, terminating, for <Name>' -ForEach @(
            @{ Name = 'null'; Value = $null; Says = '^-ApiKey is null' }
            @{ Name = 'empty text'; Value = ''; Says = 'key is empty' }
            @{ Name = 'blanks'; Value = '  '; Says = 'key is empty' }
            @{ Name = 'a number'; Value = 42; Says = 'not a Int32' }
            @{ Name = 'text with a line break inside'; Value = "mk`nlive"; Says = 'line breaks' }
            @{ Name = 'text in quotes'; Value = '"mk_live_EXAMPLE"'; Says = 'in quotes' }
            @{ Name = 'text in typographic quotes'; Value = "$([char]0x201C)mk_live_EXAMPLE$([char]0x201D)"; Says = 'in quotes' }
            @{ Name = 'an empty SecureString'; Value = [securestring]::new(); Says = 'key is empty' }
        ) {
            $env:MEMIC_API_KEY = $key
            $caught = try { Connect-Memic -ApiKey $Value -BaseUri $uri } catch { $_ }
            $caught.FullyQualifiedErrorId | Should -BeExactly 'api_key_missing,Memic.Cmdlets.ConnectMemicCommand'
            $caught.ErrorDetails.Message | Should -Match $Says
            $caught.ErrorDetails.Message | Should -Not -Match 'MEMIC_API_KEY is not set|mk_live'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'is invalid_api_key, terminating, where the service does not know it; no connection is kept' {
            $caught = try { Connect-Memic -ApiKey mk_wrong -BaseUri $uri -ErrorAction SilentlyContinue } catch { $_ }
            $caught.FullyQualifiedErrorId | Should -BeExactly 'invalid_api_key,Memic.Cmdlets.ConnectMemicCommand'
            $caught.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $caught.TargetObject | Should -Be 'unnamed'
            Get-MemicConnection | Should -BeNullOrEmpty
            @(Get-EmulatorRequest).Count | Should -Be 1
        }

        It 'that is refused leaves the connection of the same name as it was' {
            Connect-Memic -ApiKey $key -BaseUri $uri
            $null = try { Connect-Memic -ApiKey mk_wrong -BaseUri $uri } catch { $_ }
            Clear-EmulatorRequest
            $null = Get-MemicContext
            (Get-EmulatorRequest).key | Should -BeExactly $key
        }
    }

    Context 'the environment alone' {
        It 'is enough: no Connect-Memic is needed' {
            $env:MEMIC_API_KEY = $key
            $env:MEMIC_BASE_URL = $uri
            (Get-MemicContext).EnvironmentSlug | Should -Be 'production'
            (Get-EmulatorRequest).Call | Should -Be 'GET /me'
        }

        It 'is read again when it changes' {
            $env:MEMIC_API_KEY = $key
            $env:MEMIC_BASE_URL = $uri
            $null = Get-MemicContext
            $env:MEMIC_API_KEY = New-EmulatorKey
            $null = Get-MemicContext
            (Get-EmulatorRequest).key | Should -BeExactly $key, $env:MEMIC_API_KEY
        }

        It 'is api_key_missing for every cmdlet, once and terminating, where it says nothing' {
            $failures = Get-Failure { 'a', 'b' | Get-MemicFileStatus -ErrorAction SilentlyContinue }
            $failures.FullyQualifiedErrorId | Should -BeExactly 'api_key_missing,Memic.Cmdlets.GetMemicFileStatusCommand'
        }

        It 'with an address that is none is invalid_input' {
            $env:MEMIC_API_KEY = $key
            $env:MEMIC_BASE_URL = 'not an address'
            { Get-MemicContext } | Should -Throw -ErrorId 'invalid_input,Memic.Cmdlets.GetMemicContextCommand'
        }

        It 'with a plain http address is insecure_base_url' {
            $env:MEMIC_API_KEY = $key
            $env:MEMIC_BASE_URL = 'http://memic.example/api/v1'
            { Get-MemicContext } | Should -Throw -ErrorId 'insecure_base_url,Memic.Cmdlets.GetMemicContextCommand'
        }
    }

    Context 'the address' {
        It 'may end in a slash or not' {
            Connect-Memic -ApiKey $key -BaseUri "$uri/"
            (Get-EmulatorRequest).Call | Should -Be 'GET /me'
        }

        It 'may be another path of the same service' {
            Connect-Memic -ApiKey $key -BaseUri "$uri/sdk"
            (Get-EmulatorRequest).path | Should -Be '/api/v1/sdk/me'
        }

        It 'with plain http to another host is insecure_base_url, terminating, and nothing is sent' {
            $caught = try { Connect-Memic -ApiKey $key -BaseUri 'http://192.0.2.1/api/v1' } catch { $_ }
            $caught.FullyQualifiedErrorId | Should -BeExactly 'insecure_base_url,Memic.Cmdlets.ConnectMemicCommand'
            $caught.CategoryInfo.Category | Should -Be 'SecurityError'
        }

        It 'is invalid_input, terminating, for <_>' -ForEach 'api/v1', 'ftp://127.0.0.1/', 'https://user:word@memic.example/', 'https://memic.example/?a=b' {
            $address = $_
            { Connect-Memic -ApiKey $key -BaseUri $address } | Should -Throw -ErrorId 'invalid_input,Memic.Cmdlets.ConnectMemicCommand'
        }

        It 'is invalid_input that names what is wrong: <Name>' -ForEach @(
            @{ Name = 'two slashes'; Value = 'https://memic.example//api/v1'; Says = 'two slashes' }
            @{ Name = 'two slashes at the end'; Value = 'https://memic.example/api/v1//'; Says = 'two slashes' }
            @{ Name = 'a zero-width blank in the host'; Value = "https://memic$([char]0x200B).example/api/v1"; Says = 'U\+200B' }
            @{ Name = 'a byte order mark before it'; Value = "$([char]0xFEFF)https://memic.example/api/v1"; Says = 'U\+FEFF' }
            @{ Name = 'a hard blank after it'; Value = "https://memic.example/api/v1$([char]0xA0)"; Says = 'U\+00A0' }
            @{ Name = 'quotes'; Value = '"https://memic.example/api/v1"'; Says = 'without quotes' }
            @{ Name = 'no host'; Value = 'http://'; Says = 'absolute https address' }
        ) {
            $caught = try { Connect-Memic -ApiKey $key -BaseUri $Value } catch { $_ }
            $caught.FullyQualifiedErrorId | Should -BeExactly 'invalid_input,Memic.Cmdlets.ConnectMemicCommand'
            $caught.ErrorDetails.Message | Should -Match $Says
            ($env:MEMIC_API_KEY, $env:MEMIC_BASE_URL) = $key, $Value
            $caught = try { Get-MemicContext } catch { $_ }
            $caught.FullyQualifiedErrorId | Should -BeExactly 'invalid_input,Memic.Cmdlets.GetMemicContextCommand'
            $caught.ErrorDetails.Message | Should -Match $Says
        }

        It 'with another path is an error whose advice names the base URI, and not an id' {
            $failure = Get-Failure { Connect-Memic -ApiKey $key -BaseUri "$(Get-EmulatorOrigin)/api/v2" }
            $failure.FullyQualifiedErrorId | Should -Match '^\w+,Memic\.Cmdlets\.ConnectMemicCommand'
            $failure.Exception.StatusCode | Should -Be 404
            $failure.ErrorDetails.RecommendedAction | Should -Match 'path of the base URI'
            Connect-Memic -ApiKey $key -BaseUri $uri
            Add-EmulatorFault @{ path = '/files/*'; status = 404; contentType = 'text/html'; body = '<html><h1>404 Not Found</h1></html>' }
            (Get-Failure { Get-MemicFileStatus x }).ErrorDetails.RecommendedAction | Should -Match 'path of the base URI'
            (Get-Failure { Get-MemicFileStatus nope }).ErrorDetails.RecommendedAction | Should -Match 'Check the id'
        }

        It 'at which nobody listens is network_error, of the category ConnectionError' {
            $port = New-ClosedPort
            try { $failure = Get-Failure { Connect-Memic -ApiKey $key -BaseUri "http://$($port.LocalEndPoint)/" -MaximumRetryCount 0 } } finally { $port.Dispose() }
            $failure.FullyQualifiedErrorId | Should -BeExactly 'network_error,Memic.Cmdlets.ConnectMemicCommand'
            $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
            Get-MemicConnection | Should -BeNullOrEmpty
        }

        It 'that is no Memic is an error with a code, and no connection' {
            Add-EmulatorFault @{ path = '/me'; status = 200; contentType = 'text/html'; body = '<html>Welcome</html>' }
            $failure = Get-Failure { Connect-Memic -ApiKey $key -BaseUri $uri }
            $failure.FullyQualifiedErrorId | Should -BeExactly 'invalid_response,Memic.Cmdlets.ConnectMemicCommand'
            Get-MemicConnection | Should -BeNullOrEmpty
        }
    }

    Context 'names' {
        It 'are default unless -Name says otherwise' {
            Connect-Memic -ApiKey $key -BaseUri $uri
            Connect-Memic -ApiKey $key -BaseUri $uri -Name contoso
            (Get-MemicConnection).Name | Should -Be 'contoso', 'unnamed'
        }

        It 'let several connections be used side by side' {
            $other = New-EmulatorKey
            Connect-Memic -ApiKey $key -BaseUri $uri -Name one
            Connect-Memic -ApiKey $other -BaseUri $uri -Name two
            Clear-EmulatorRequest
            $null = Get-MemicContext -Connection one
            $null = Get-MemicContext -Connection TWO
            $null = Get-MemicContext
            (Get-EmulatorRequest).key | Should -BeExactly $key, $other, $other
        }

        It 'that are unknown are connection_not_found, terminating' {
            { 'a', 'b' | Get-MemicFileStatus -Connection nope } | Should -Throw -ErrorId 'connection_not_found,Memic.Cmdlets.GetMemicFileStatusCommand'
        }

        It 'hold in other runspaces' {
            Connect-Memic -ApiKey $key -BaseUri $uri -Name shared
            $shell = New-Shell -Unconnected
            try { $shell.AddScript('(Get-MemicContext -Connection shared).EnvironmentSlug').Invoke() | Should -Be 'production' }
            finally { Close-Shell $shell }
        }

        It 'are not needed in a runspace without a default where there is only one' {
            Connect-Memic -ApiKey $key -BaseUri $uri -Name shared
            $shell = New-Shell -Unconnected
            try { $shell.AddScript('(Get-MemicContext).EnvironmentSlug').Invoke() | Should -Be 'production' }
            finally { Close-Shell $shell }
        }

        It 'are connection_ambiguous, terminating, in a runspace without a default where there are several' {
            Connect-Memic -ApiKey $key -BaseUri $uri -Name one
            Connect-Memic -ApiKey (New-EmulatorKey) -BaseUri $uri -Name two
            $shell = New-Shell -Unconnected
            try {
                $shell.AddScript('"a", "b" | Get-MemicFileStatus').Invoke() | Should -BeNullOrEmpty
                $shell.Streams.Error.FullyQualifiedErrorId | Should -BeExactly 'connection_ambiguous,Memic.Cmdlets.GetMemicFileStatusCommand'
            }
            finally { Close-Shell $shell }
        }

        It 'keep the default of one runspace from another' {
            Connect-Memic -ApiKey $key -BaseUri $uri -Name one
            $other = New-Shell
            try {
                Clear-EmulatorRequest
                $null = Get-MemicContext
                (Get-EmulatorRequest).key | Should -BeExactly $key
            }
            finally { Close-Shell $other }
        }
    }

    Context 'output' {
        It 'is nothing without -PassThru' {
            Connect-Memic -ApiKey $key -BaseUri $uri | Should -BeNullOrEmpty
        }

        It 'is the connection with -PassThru' {
            $connection = Connect-Memic -ApiKey $key -BaseUri $uri -Name x -PassThru
            $connection | Should -BeOfType ([Memic.MemicConnection])
            $connection.Name, "$($connection.BaseUri)", $connection.Context.EnvironmentSlug | Should -Be 'x', "$uri/", 'production'
            (Get-MemicContext -Connection $connection).EnvironmentSlug | Should -Be 'production'
        }
    }
}
