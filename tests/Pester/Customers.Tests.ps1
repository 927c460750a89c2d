BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
    Import-Double

    # What -WhatIf says, or what -Confirm asks, in a shell with one connection, contoso.
    function Get-Question {
        param([string] $Script, [hashtable] $Variable = @{}, [switch] $Confirm)
        $asked = [Memic.Tests.AnsweringHost]::new(@(2, 2))
        $shell = New-Shell -SessionHost $asked -With @{ Name = 'contoso' }
        try {
            Clear-EmulatorRequest
            foreach ($name in $Variable.Keys) { $shell.Runspace.SessionStateProxy.SetVariable($name, $Variable[$name]) }
            $null = $shell.AddScript($Script).Invoke()
            if ($shell.HadErrors) { throw $shell.Streams.Error[0] }
            if ($Confirm) { $asked.Questions } else { $asked.Lines }
        }
        finally { Close-Shell $shell }
    }
}

Describe 'One connection for each customer' {
    BeforeEach {
        Initialize-Test
        # The emulator's second environment stands for another customer.
        Connect-Emulator @{ Name = 'fabrikam'; ApiKey = Get-EmulatorStagingKey }
        Connect-Emulator @{ Name = 'contoso' }
        Add-EmulatorFile @{ name = 'offer.md'; text = 'zebra' } | Out-Null
        Clear-EmulatorRequest
    }

    Context 'objects' {
        It 'know the connection and the environment that they came from' {
            $context = Get-MemicContext
            $path = Join-Path $TestDrive 'a.md'
            Set-Content $path 'zebra'
            $sent = Send-MemicFile $path -Wait
            foreach ($item in $sent, (Get-MemicFile)[0], (Get-MemicFileStatus $sent.Id), (Wait-MemicFile $sent.Id), (Search-MemicContent zebra)[0], (Invoke-MemicChat zebra).Citations[0]) {
                $item.ConnectionName, $item.EnvironmentId | Should -Be 'contoso', $context.EnvironmentId
            }
        }

        It 'of one customer are wrong_connection with another''s connection in <Command>, and nothing is sent' -ForEach @(
            @{ Command = 'Remove-MemicFile'; With = @{ Force = $true } }
            @{ Command = 'Wait-MemicFile'; With = @{} }
            @{ Command = 'Get-MemicFileStatus'; With = @{} }
            @{ Command = 'Search-MemicContent'; With = @{ Query = 'zebra' } }
            @{ Command = 'Invoke-MemicChat'; With = @{ Question = 'zebra' } }
        ) {
            $file = Get-MemicFile
            Clear-EmulatorRequest
            $failure = Get-Failure { $file | & $Command -Connection fabrikam @With }
            $failure.FullyQualifiedErrorId | Should -Match '^wrong_connection,Memic\.Cmdlets\.'
            $failure.CategoryInfo.Category | Should -Be 'InvalidOperation'
            $failure.TargetObject | Should -Be $file.Id
            $failure.Exception.Message | Should -Match "'$($file.Id)' came from the connection 'contoso', and this is .* \(connection fabrikam\)"
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'are also wrong_connection where they are hits or citations' {
            $hit, $citation = (Search-MemicContent zebra)[0], (Invoke-MemicChat zebra).Citations[0]
            Clear-EmulatorRequest
            (Get-Failure { $hit, $citation | Remove-MemicFile -Force -Connection fabrikam }).FullyQualifiedErrorId | Should -BeLike 'wrong_connection,*'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'are also wrong_connection after a way through a CSV file, JSON or CLIXML' {
            $csv, $xml = (Join-Path $TestDrive 'f.csv'), (Join-Path $TestDrive 'f.xml')
            Get-MemicFile | Export-Csv $csv
            Get-MemicFile | Export-Clixml $xml
            $json = Get-MemicFile | ConvertTo-Json
            Clear-EmulatorRequest
            $copies = (Import-Csv $csv), (Import-Clixml $xml), ($json | ConvertFrom-Json)
            foreach ($copy in $copies) { (Get-Failure { $copy | Remove-MemicFile -Force -Connection fabrikam }).FullyQualifiedErrorId | Should -BeLike 'wrong_connection,*' }
            Get-EmulatorRequest | Should -BeNullOrEmpty
            foreach ($copy in $copies) { ($copy | Get-MemicFileStatus).Name | Should -Be 'offer.md' }
        }

        It 'of another connection with the same environment are not wrong' {
            $file = Get-MemicFile
            Connect-Emulator @{ Name = 'again' }
            ($file | Get-MemicFileStatus -Connection again).Id | Should -Be $file.Id
        }

        It 'do not keep others from their own: one that is wrong is one error' {
            $theirs = Get-MemicFile
            $id = Add-EmulatorFile @{ name = 'own.md'; key = Get-EmulatorStagingKey }
            $mine = [pscustomobject]@{ Id = $id }
            $failures = $null
            $null = $theirs, $mine | Get-MemicFileStatus -Connection fabrikam -ErrorAction SilentlyContinue -ErrorVariable failures
            @($failures.FullyQualifiedErrorId -like 'wrong_connection,*').Count | Should -Be 1
            (Get-EmulatorRequest -Path '/files/*').Call | Should -Be "GET /files/$id/status"
        }

        It 'are recognized by the connection''s name where the service names no environment' {
            Add-EmulatorFault @{ path = '/me'; times = 2; body = '{"organization_id":"o"}' }
            Connect-Emulator @{ Name = 'one' }
            Connect-Emulator @{ Name = 'two'; ApiKey = Get-EmulatorStagingKey }
            Add-EmulatorFault @{ path = '/files/*'; body = '{"id":"1","status":"ready"}' }
            $file = Get-MemicFileStatus 1 -Connection one
            $file.EnvironmentId | Should -BeNullOrEmpty
            Clear-EmulatorRequest
            (Get-Failure { $file | Remove-MemicFile -Force -Connection two }).FullyQualifiedErrorId | Should -BeLike 'wrong_connection,*'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }
    }

    Context 'questions' {
        BeforeAll {
            $path = Join-Path $TestDrive 'offer.md'
            Set-Content $path ('x' * 68) -NoNewline
        }

        It 'say what is uploaded and where to, without a request: <Kind>' -ForEach @{ Kind = '-WhatIf' }, @{ Kind = '-Confirm' } {
            $text = Get-Question "Send-MemicFile `$path $Kind" @{ path = $path } -Confirm:($Kind -eq '-Confirm')
            $context = Get-MemicContext
            Clear-EmulatorRequest
            $text | Should -Match ([regex]::Escape("Upload 'offer.md' (68 B) to $($context.OrganizationName) / $($context.ProjectName) / production (connection contoso)"))
        }

        It 'say what is deleted and where from: <Kind>' -ForEach @{ Kind = '-WhatIf' }, @{ Kind = '-Confirm' } {
            $text = Get-Question "[pscustomobject]@{ Id = 'i1'; Name = 'offer.md' } | Remove-MemicFile $Kind" -Confirm:($Kind -eq '-Confirm')
            $text | Should -Match "Delete 'offer\.md' \(i1\) from .+ / .+ / production \(connection contoso\)"
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'say what is disconnected: <Kind>' -ForEach @{ Kind = '-WhatIf' }, @{ Kind = '-Confirm' } {
            $text = Get-Question "Disconnect-Memic contoso $Kind" -Confirm:($Kind -eq '-Confirm')
            $text | Should -Match 'Disconnect from .+ / .+ / production \(connection contoso\)'
        }

        It 'name the host where the context is not known, rather than to ask for it' {
            Get-MemicConnection | Disconnect-Memic
            $env:MEMIC_API_KEY, $env:MEMIC_BASE_URL = (New-EmulatorKey), (Get-EmulatorUri)
            $asked = [Memic.Tests.AnsweringHost]::new(@())
            $shell = New-Shell -Unconnected -SessionHost $asked
            try {
                Clear-EmulatorRequest
                $shell.Runspace.SessionStateProxy.SetVariable('path', $path)
                $null = $shell.AddScript('Send-MemicFile $path -WhatIf').Invoke()
                $asked.Lines | Should -Match "Upload 'offer\.md' \(68 B\) to 127\.0\.0\.1 \(connection environment\)"
                Get-EmulatorRequest | Should -BeNullOrEmpty
            }
            finally { Close-Shell $shell }
        }

        It 'cannot be forged by a name' {
            $text = Get-Question "[pscustomobject]@{ Id = 'i1'; Name = `"a.md' (i2) from nowhere``r``n`$([char]27)[2Kx`" } | Remove-MemicFile -WhatIf"
            @($text).Count | Should -Be 1
            $text.Contains([string][char]27) | Should -BeFalse
        }
    }
}
