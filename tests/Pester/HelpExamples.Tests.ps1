BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Import-Module (Get-ModulePath) -Global
    # The six that people begin with.
    $first = 'Send-MemicFile', 'Wait-MemicFile', 'Get-MemicFile', 'Search-MemicContent', 'Connect-Memic', 'Sync-MemicFolder'
    $cmdlets = Get-Command -Module Memic -CommandType Cmdlet | ForEach-Object { @{ Name = $_.Name; Least = if ($_.Name -in $first) { 3 } else { 2 }; Help = Get-Help $_.Name } }
    $examples = foreach ($cmdlet in $cmdlets) { foreach ($example in $cmdlet.Help.examples.example) { @{ Name = $cmdlet.Name; Code = $example.code } } }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator

    # Two pages with the same line of text.
    function Set-Pdf {
        param([string] $Path, [string] $Text)
        $number = 0
        $stream = "BT /F1 12 Tf 50 700 Td ($Text) Tj ET"
        $pdf = "%PDF-1.4`n"
        $offsets = foreach ($body in '<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
            "<</Length $($stream.Length)>>stream`n$stream`nendstream", '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>') {
            $pdf.Length
            $pdf += "$((++$number)) 0 obj$body endobj`n"
        }
        $table = $pdf.Length
        $pdf += "xref`n0 6`n0000000000 65535 f `n" + (($offsets | ForEach-Object { '{0:d10} 00000 n ' -f $_ }) -join "`n") + "`ntrailer<</Size 6/Root 1 0 R>>`nstartxref`n$table`n%%EOF"
        [IO.File]::WriteAllText($Path, $pdf)
    }

    # What the examples speak of: the files of a folder,
    Push-Location $TestDrive
    Set-Pdf "$TestDrive/report.pdf" 'The contract ends in May. The termination notice is three months.'
    Copy-Item report.pdf contract-17.pdf
    Set-Content unreadable.pdf 'no document'
    foreach ($folder in 'docs', 'share', 'share/drafts') {
        $null = New-Item -ItemType Directory $folder
        Copy-Item report.pdf $folder
        Set-Content $folder/notes.md "Notes in $folder"
    }
    [pscustomobject]@{ Path = "$TestDrive/report.pdf"; ReferenceId = 'R-1' } | Export-Csv map.csv -NoTypeInformation
    [pscustomobject]@{ Query = 'How long is the notice period?'; ReferenceId = 'contract-17' } | Export-Csv questions.csv -NoTypeInformation
    Set-Content questions.txt 'termination notice'

    # and what is in the service.
    function Initialize-Example {
        Initialize-Test
        $script:key = New-EmulatorKey
        $env:MEMIC_BASE_URL = Get-EmulatorUri
        $null = Add-EmulatorFile @{ name = 'broken.pdf'; status = 'parsing_failed'; errorMessage = 'It is encrypted.' }, @{ name = 'lost.pdf'; status = 'uploading' }
        Set-EmulatorPrompt summarizer @{ body = 'Summarize {{ topic }} in {{ lang }}' }
        $script:sent = @('share/notes.md', 'unreadable.pdf' | Send-MemicFile)
        $script:id = (Send-MemicFile contract-17.pdf -ReferenceId contract-17 -Wait).Id
        $null = Connect-Memic -ApiKey (New-EmulatorKey) -Name customer
        $null = Connect-Memic -ApiKey (New-EmulatorKey) -Name contoso
        $script:tests = Import-Csv questions.csv | Test-MemicSearch
        $tests | Export-Clixml last.clixml
        $global:Error.Clear()
    }

    # As somebody types it who said which files are meant, and what the key is.
    function Invoke-Example {
        param([string] $Code)
        $secret = $key
        function Read-Host { ConvertTo-SecureString $secret -AsPlainText -Force }
        function Get-Secret { [CmdletBinding()] param($Name, $Vault) $secret }
        $ConfirmPreference = 'None'
        . ([scriptblock]::Create($Code)) 6> $null
    }
}

AfterAll {
    Pop-Location
    $env:MEMIC_BASE_URL = $null
}

Describe 'The help of <Name>' -ForEach $cmdlets {
    It 'has <Least> examples at least, each with what it does' {
        @($Help.examples.example).Count | Should -BeGreaterOrEqual $Least
        foreach ($example in $Help.examples.example) { ($example.remarks.Text -join '').Trim() | Should -Match '^[A-Z].*\.$' -Because $example.code }
    }

    It 'has a description, inputs, outputs and links' {
        foreach ($part in $Help.description.Text, $Help.inputTypes.inputType.type.name, $Help.returnValues.returnValue.type.name, $Help.relatedLinks.navigationLink.linkText) { $part | Should -Not -BeNullOrEmpty }
    }

    It 'names the properties of what the cmdlet emits' {
        foreach ($output in $Help.returnValues.returnValue | Where-Object { $_.type.name -like 'Memic.*' }) {
            $named = ($output.description.Text -join '') -replace '^Properties: |\.$' -split ', '
            $type = [string]$output.type.name -as [type]
            $named | Sort-Object | Should -Be ($type.GetProperties([Reflection.BindingFlags]'Public, Instance').Name | Sort-Object)
        }
    }
}

Describe 'The examples of the help' {
    BeforeAll { $isFresh = $false }

    BeforeEach {
        if (-not $isFresh) { Initialize-Example }
        $script:isFresh = $Code -notmatch 'Remove|Connect-|Disconnect|Sync'
        $global:Error.Clear()
    }

    It 'do what they say: <Name>: <Code>' -ForEach $examples {
        if ($Code -match 'rediss://') {
            # Such a server is nowhere near; the example is right if nothing else is wrong.
            $closed = New-ClosedPort
            try { { Invoke-Example ($Code -replace 'rediss://\S+', "redis://127.0.0.1:$($closed.LocalEndPoint.Port)") } | Should -Throw -ErrorId 'rate_limit_store_unavailable,*' } finally { $closed.Dispose() }
            return
        }
        $output = Invoke-Example $Code
        $unexpected = $global:Error | Where-Object { $_.FullyQualifiedErrorId -notlike 'file_processing_failed,*' -or $_.Exception.Message -notlike "*'unreadable.pdf'*" }
        $unexpected | Should -BeNullOrEmpty
        if ($Code -notmatch '^(Connect|Disconnect|Select|Remove|if)\b|Remove-MemicFile|Disconnect-Memic$|-WhatIf$|Export-Csv|EQ Failed|Lost' -or $Code -match "`n") { $output | Should -Not -BeNullOrEmpty }
    }

    It 'leave behind what they should' {
        Invoke-Example 'Remove-MemicFile $id -Force'
        Get-MemicFile contract-17.pdf -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Invoke-Example 'Get-MemicFile -State Incomplete | Remove-MemicFile'
        (Get-MemicFile).State | Should -Not -Contain 'Incomplete'
        Invoke-Example "Search-MemicContent 'notes' -MinimumScore 0 | Select-Object Score, FileName, PageNumber, Content | Export-Csv hits.csv"
        (Import-Csv hits.csv)[0].FileName | Should -Be 'notes.md'
    }
}
