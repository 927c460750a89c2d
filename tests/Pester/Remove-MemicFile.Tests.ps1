BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
    Import-Double

    # Runs a script with a host that gives these answers to its questions, one after the other.
    function Invoke-Answered {
        param([string] $Script, [int[]] $Answer)
        $asked = [Memic.Tests.AnsweringHost]::new($Answer)
        $shell = New-Shell -SessionHost $asked
        try {
            $null = $shell.AddScript($Script).Invoke()
            [pscustomobject]@{ Questions = @($asked.Questions); Errors = @($shell.Streams.Error) }
        }
        finally { Close-Shell $shell }
    }
}

Describe 'Remove-MemicFile' {
    BeforeEach {
        Initialize-Test
        $ids = @(Add-EmulatorFile @{ name = 'a.md' }, @{ name = 'b.md' }, @{ name = 'c.md' })
    }

    It 'removes a file with one request and emits nothing' {
        Remove-MemicFile $ids[0] -Force | Should -BeNullOrEmpty
        $request = Get-EmulatorRequest
        $request.Call | Should -Be "DELETE /files/$($ids[0])"
        $request.status | Should -Be 204
        $request.body | Should -BeNullOrEmpty
        (Get-MemicFile).Name | Should -Not -Contain 'a.md'
    }

    It 'takes several ids' {
        Remove-MemicFile -Id $ids -Force
        (Get-EmulatorState).files | Should -Be 0
    }

    It 'takes ids from the pipeline by value' {
        $ids | Remove-MemicFile -Force
        (Get-EmulatorRequest).Call | Sort-Object | Should -Be ($ids | ForEach-Object { "DELETE /files/$_" } | Sort-Object)
    }

    It 'removes several at once where ids come quickly, each with one request, never more than eight' {
        $many = Add-EmulatorFile @(1..20 | ForEach-Object { @{ name = "$_.md" } })
        Add-EmulatorFault @{ path = '/files/*'; delay = 0.2; times = 100 }
        $many | Remove-MemicFile -Force
        $requests = Get-EmulatorRequest DELETE
        $requests.Call | Sort-Object | Should -Be ($many | ForEach-Object { "DELETE /files/$_" } | Sort-Object)
        Measure-Overlap $requests | Should -BeIn (2..8)
    }

    It 'removes one after the other where an error ends the pipeline by <_>, and nothing after the error' -ForEach '-ErrorAction', '$ErrorActionPreference' {
        $way = $_
        {
            if ($way -eq '-ErrorAction') { $ids[0], 'nope', $ids[1], $ids[2] | Remove-MemicFile -Force -ErrorAction Stop }
            else { $ErrorActionPreference = 'Stop'; $ids[0], 'nope', $ids[1], $ids[2] | Remove-MemicFile -Force }
        } | Should -Throw -ErrorId 'file_not_found,*'
        (Get-EmulatorRequest DELETE).Call | Should -Be "DELETE /files/$($ids[0])", 'DELETE /files/nope'
    }

    It 'takes ids from the pipeline by property <_>' -ForEach 'Id', 'FileId' {
        [pscustomobject]@{ $_ = $ids[1] } | Remove-MemicFile -Force
        (Get-EmulatorRequest).Call | Should -Be "DELETE /files/$($ids[1])"
    }

    It 'takes files from Get-MemicFile, by their ids and not their names' {
        Get-MemicFile a.md, b.md | Remove-MemicFile -Force
        (Get-MemicFile).Name | Should -Be 'c.md'
    }

    It 'takes search hits, by the id of the file' {
        $id = Add-EmulatorFile @{ name = 'd.md'; text = 'zebra crossing' }
        Search-MemicContent zebra | Remove-MemicFile -Force
        (Get-EmulatorRequest -Method DELETE).Call | Should -Be "DELETE /files/$id"
    }

    Context 'asking' {
        It 'has a high impact' {
            $attribute = (Get-Command Remove-MemicFile).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)
            $attribute.SupportsShouldProcess, $attribute.ConfirmImpact | Should -Be $true, 'High'
        }

        It 'asks for each file, naming it, and removes those that are agreed to' {
            # The choices of the question: 0 yes, 1 yes to all, 2 no, 3 no to all.
            $run = Invoke-Answered "Get-MemicFile a.md, b.md, c.md | Sort-Object Name | Remove-MemicFile" 0, 2, 0
            $run.Errors | Should -BeNullOrEmpty
            $run.Questions.Count | Should -Be 3
            $run.Questions[0] | Should -Match ([regex]::Escape("Delete 'a.md' ($($ids[0])) from "))
            $run.Questions[2] | Should -Match ([regex]::Escape("Delete 'c.md' ($($ids[2])) from "))
            (Get-MemicFile).Name | Should -Be 'b.md'
        }

        It 'names the id where there is no name' {
            $run = Invoke-Answered "Remove-MemicFile $($ids[0])" 2
            $run.Questions | Should -Match $ids[0]
            (Get-EmulatorState).files | Should -Be 3
        }

        It 'removes nothing after no to all' {
            $run = Invoke-Answered "'$($ids -join "','")' | Remove-MemicFile" 3
            $run.Questions.Count | Should -Be 1
            (Get-EmulatorState).files | Should -Be 3
        }

        It 'asks once for yes to all' {
            $run = Invoke-Answered "'$($ids -join "','")' | Remove-MemicFile" 1
            $run.Questions.Count | Should -Be 1
            (Get-EmulatorState).files | Should -Be 0
        }

        It 'does not ask with <_>' -ForEach '-Force', '-Confirm:$false', '-Force -Confirm:$false' {
            $run = Invoke-Answered "Remove-MemicFile $($ids[0]) $_"
            $run.Questions | Should -BeNullOrEmpty
            $run.Errors | Should -BeNullOrEmpty
            (Get-EmulatorState).files | Should -Be 2
        }

        It 'asks with -Force -Confirm, which is explicit' {
            $run = Invoke-Answered "Remove-MemicFile $($ids[0]) -Force -Confirm" 2
            $run.Questions.Count | Should -Be 1
            (Get-EmulatorState).files | Should -Be 3
        }

        It 'does not ask where $ConfirmPreference says so' {
            $run = Invoke-Answered "`$ConfirmPreference = 'None'; Remove-MemicFile $($ids[0])"
            $run.Questions | Should -BeNullOrEmpty
            (Get-EmulatorState).files | Should -Be 2
        }

        It 'fails rather than to remove where nobody can be asked' {
            $child = Invoke-Child "Import-Module `$env:MEMIC_MODULE; Remove-MemicFile $($ids[0])"
            $child.ExitCode | Should -Be 1
            (Get-EmulatorState).files | Should -Be 3
        }
    }

    Context '-WhatIf' {
        It 'removes nothing with <_>' -ForEach '-WhatIf', '-WhatIf -Force', '-WhatIf -Confirm:$false' {
            $run = Invoke-Answered "Get-MemicFile | Remove-MemicFile $_"
            $run.Questions | Should -BeNullOrEmpty
            (Get-EmulatorState).files | Should -Be 3
            Get-EmulatorRequest -Method DELETE | Should -BeNullOrEmpty
        }

        It 'removes nothing where $WhatIfPreference is set, also with -Force' {
            $run = Invoke-Answered "`$WhatIfPreference = `$true; Remove-MemicFile $($ids[0]) -Force"
            $run.Errors | Should -BeNullOrEmpty
            Get-EmulatorRequest -Method DELETE | Should -BeNullOrEmpty
        }

        It 'removes with -Force -WhatIf:$false' {
            Remove-MemicFile $ids[0] -Force -WhatIf:$false
            (Get-EmulatorState).files | Should -Be 2
        }
    }

    Context 'errors' {
        It 'is file_not_found for an id that is not there, and goes on' {
            $gone = [guid]::NewGuid().ToString()
            Remove-MemicFile $ids[0], $gone, $ids[1] -Force -ErrorAction SilentlyContinue -ErrorVariable failures
            $failures.FullyQualifiedErrorId | Should -BeExactly 'file_not_found,Memic.Cmdlets.RemoveMemicFileCommand'
            $failures.CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failures.TargetObject | Should -Be $gone
            (Get-MemicFile).Name | Should -Be 'c.md'
        }

        It 'is file_not_found for a file of another environment' {
            $other = Add-EmulatorFile @{ name = 'other.md'; key = Get-EmulatorStagingKey }
            (Get-Failure { Remove-MemicFile $other -Force }).FullyQualifiedErrorId | Should -BeLike 'file_not_found,*'
            (Get-EmulatorState).files | Should -Be 4
        }

        It 'counts a file as removed that is gone after a lost reply' {
            Add-EmulatorFault @{ method = 'DELETE'; path = '/files/*'; kind = 'lostReply' }
            Remove-MemicFile $ids[0] -Force -ErrorAction Stop
            (Get-EmulatorRequest).status | Should -Be 0, 404
            (Get-EmulatorState).files | Should -Be 2
        }

        It 'counts a file as removed that is gone after a <_>' -ForEach 502 {
            Add-EmulatorFault @{ method = 'DELETE'; path = '/files/*'; status = $_ }
            Add-EmulatorFault @{ method = 'DELETE'; path = '/files/*'; status = 404 }
            Remove-MemicFile $ids[0] -Force -ErrorAction Stop
            (Get-EmulatorRequest).status | Should -Be $_, 404
        }

        It 'is file_not_found after a 429, which removed nothing' {
            Add-EmulatorFault @{ method = 'DELETE'; path = '/files/*'; status = 429; retryAfter = '0' }
            Add-EmulatorFault @{ method = 'DELETE'; path = '/files/*'; status = 404 }
            (Get-Failure { Remove-MemicFile $ids[0] -Force }).FullyQualifiedErrorId | Should -BeLike 'file_not_found,*'
        }

        It 'is the service''s own code for <Status>, and is not repeated' -ForEach @(
            @{ Status = 403; Code = 'forbidden'; Category = 'PermissionDenied' }
            @{ Status = 409; Code = 'file_still_processing'; Category = 'ResourceBusy' }
        ) {
            Add-EmulatorFault @{ method = 'DELETE'; path = '/files/*'; status = $Status; times = 99 }
            $failure = Get-Failure { Remove-MemicFile $ids[0] -Force }
            $failure.FullyQualifiedErrorId | Should -BeExactly "$Code,Memic.Cmdlets.RemoveMemicFileCommand"
            $failure.CategoryInfo.Category | Should -Be $Category
            $failure.TargetObject | Should -Be $ids[0]
            @(Get-EmulatorRequest).Count | Should -Be 1
        }

        It 'ends at the first failure with -ErrorAction Stop' {
            { 'nope', $ids[0] | Remove-MemicFile -Force -ErrorAction Stop } | Should -Throw -ErrorId 'file_not_found,*'
            (Get-EmulatorState).files | Should -Be 3
        }

        It 'asks nothing for the id <_>, which would be another address' -ForEach '.', '..', ' ' {
            $id = $_
            (Get-Failure { Remove-MemicFile $id -Force }).FullyQualifiedErrorId | Should -BeExactly 'invalid_input,Memic.Cmdlets.RemoveMemicFileCommand'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'escapes what is in an id, so that it cannot reach another address' {
            $null = Get-Failure { Remove-MemicFile "../files/$($ids[0])?x#y" -Force }
            (Get-EmulatorRequest).Call | Should -BeExactly "DELETE /files/..%2Ffiles%2F$($ids[0])%3Fx%23y"
            (Get-EmulatorState).files | Should -Be 3
        }
    }

    It 'repeats as often as -MaximumRetryCount says' {
        Add-EmulatorFault @{ method = 'DELETE'; path = '/files/*'; status = 503; times = 99 }
        (Get-Failure { Remove-MemicFile $ids[0] -Force -MaximumRetryCount 0 }).Exception.Attempts | Should -Be 1
        @(Get-EmulatorRequest).Count | Should -Be 1
    }

    It 'uses the connection of -Connection' {
        $other = Add-EmulatorFile @{ name = 'other.md'; key = Get-EmulatorStagingKey }
        $null = Connect-Memic -ApiKey (Get-EmulatorStagingKey) -BaseUri (Get-EmulatorUri) -Name staging
        Connect-Emulator
        Remove-MemicFile $other -Force -Connection staging
        (Get-EmulatorRequest).key | Should -Be (Get-EmulatorStagingKey)
        (Get-EmulatorState).files | Should -Be 3
    }
}
