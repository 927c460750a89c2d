BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
}

Describe 'Get-MemicPrompt' {
    BeforeEach {
        Initialize-Test
        Set-EmulatorPrompt brief @{ body = '{{ topic }} in {{lang}}'; versionNumber = 7 }
    }

    It 'emits the live version as a MemicPrompt' {
        $prompt = Get-MemicPrompt brief
        $prompt | Should -BeOfType ([Memic.MemicPrompt])
        $prompt.Name, $prompt.Body, $prompt.VersionNumber | Should -Be 'brief', '{{ topic }} in {{lang}}', 7
        $prompt.Variables | Should -Be 'topic', 'lang'
        (Get-EmulatorRequest).Call | Should -Be 'GET /prompts/brief'
    }

    It 'emits the finished text, as a string, with -Variable' {
        $text = Get-MemicPrompt brief -Variable @{ topic = 'Q3'; lang = 'en' }
        $text | Should -BeOfType ([string])
        $text | Should -BeExactly 'Q3 in en'
    }

    It 'takes name and values by position' {
        Get-MemicPrompt brief @{ topic = 'Q3'; lang = 'en' } | Should -BeExactly 'Q3 in en'
    }

    It 'ignores values that the prompt does not use' {
        Get-MemicPrompt brief -Variable @{ topic = 'Q3'; lang = 'en'; more = 1 } | Should -BeExactly 'Q3 in en'
    }

    It 'fills in one pass: a value that looks like a placeholder stays as it is' {
        Get-MemicPrompt brief -Variable @{ topic = '{{ lang }}'; lang = 'en' } | Should -BeExactly '{{ lang }} in en'
    }

    It 'takes values that are no text, without the culture of the session' {
        $old = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            Get-MemicPrompt brief -Variable @{ topic = 1.5; lang = $true } | Should -BeExactly '1.5 in True'
        }
        finally { [cultureinfo]::CurrentCulture = $old }
    }

    It 'takes a null value as empty text' {
        Get-MemicPrompt brief -Variable @{ topic = $null; lang = 'en' } | Should -BeExactly ' in en'
    }

    It 'takes an ordered dictionary' {
        Get-MemicPrompt brief -Variable ([ordered]@{ topic = 'a'; lang = 'b' }) | Should -BeExactly 'a in b'
    }

    It 'is prompt_variable_missing that names every variable without a value' {
        $failure = Get-Failure { Get-MemicPrompt brief -Variable @{} }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'prompt_variable_missing,Memic.Cmdlets.GetMemicPromptCommand'
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failure.TargetObject | Should -Be 'brief'
        $failure.Exception.Detail | Should -Match 'topic, lang'
    }

    It 'tells names apart by case' {
        $failure = Get-Failure { Get-MemicPrompt brief -Variable @{ Topic = 'Q3'; lang = 'en' } }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'prompt_variable_missing,Memic.Cmdlets.GetMemicPromptCommand'
    }

    It 'leaves what has no value in place with -AllowMissing' {
        Get-MemicPrompt brief -Variable @{ lang = 'en' } -AllowMissing | Should -BeExactly '{{ topic }} in en'
    }

    It 'emits text, and not the prompt, with -AllowMissing alone' {
        Get-MemicPrompt brief -AllowMissing | Should -BeExactly '{{ topic }} in {{lang}}'
    }

    It 'takes names from the pipeline by value, and goes on after one that is not there' {
        $out = 'brief', 'nope', 'summarizer' | Get-MemicPrompt -ErrorAction SilentlyContinue -ErrorVariable failures
        $out.Name | Should -Be 'brief', 'summarizer'
        $failures.TargetObject | Should -Be 'nope'
    }

    It 'takes names and values from the pipeline by property name' {
        [pscustomobject]@{ Name = 'brief'; Variable = @{ topic = 'a'; lang = 'b' } } | Get-MemicPrompt | Should -BeExactly 'a in b'
    }

    It 'takes its own output again' {
        (Get-MemicPrompt brief | Get-MemicPrompt).VersionNumber | Should -Be 7
    }

    It 'is prompt_not_found for an unknown name' {
        $failure = Get-Failure { Get-MemicPrompt nope }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'prompt_not_found,Memic.Cmdlets.GetMemicPromptCommand'
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure.TargetObject | Should -Be 'nope'
    }

    It 'escapes the name' {
        $null = Get-Failure { Get-MemicPrompt 'a/b ü' }
        (Get-EmulatorRequest).Call | Should -BeExactly 'GET /prompts/a%2Fb%20%C3%BC'
    }

    It 'uses the connection of -Connection' {
        $null = Connect-Memic -ApiKey (Get-EmulatorStagingKey) -BaseUri (Get-EmulatorUri) -Name staging
        Connect-Emulator
        $null = Get-MemicPrompt brief -Connection staging
        (Get-EmulatorRequest).key | Should -Be (Get-EmulatorStagingKey)
    }

    It 'repeats as often as -MaximumRetryCount says' {
        Add-EmulatorFault @{ path = '/prompts/*'; status = 502; times = 99 }
        (Get-Failure { Get-MemicPrompt brief -MaximumRetryCount 0 }).Exception.Attempts | Should -Be 1
        @(Get-EmulatorRequest).Count | Should -Be 1
    }
}
