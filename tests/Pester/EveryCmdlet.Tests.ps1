# What holds for every cmdlet that the module exports, called so that it succeeds. What it needs for that is in Get-Sample.
BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Import-Module (Get-ModulePath) -Global
    $cmdlets = Get-Command -Module Memic -CommandType Cmdlet | ForEach-Object { @{ Name = $_.Name; Cmdlet = $_ } }
    # What is taken from the pipeline, and its parameter.
    $piped = foreach ($cmdlet in $cmdlets) {
        $parameter = $cmdlet.Cmdlet.Parameters.Values | Where-Object { $_.Attributes.ValueFromPipeline -contains $true } | Select-Object -First 1
        if ($parameter) { @{ Name = $cmdlet.Name; Cmdlet = $cmdlet.Cmdlet; Parameter = $parameter } }
    }
    $emitting = $piped | Where-Object { $_.Cmdlet.OutputType.Type -and $_.Cmdlet.OutputType.Type -notcontains [void] }
    $asking = $cmdlets | Where-Object { $_.Cmdlet.Parameters.ContainsKey('MaximumRetryCount') -and $_.Name -ne 'Get-MemicRateLimit' }
    # Without the data of ICU every culture is the same.
    $hasCultures = 'i'.ToUpper([cultureinfo]'tr-TR') -ne 'I'
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
    $root = Get-RepositoryRoot
    $folder = (New-Item -ItemType Directory (Join-Path $TestDrive docs)).FullName
    $file = Join-Path $folder zebra.md
    Set-Content $file 'zebra and lion'

    # What a cmdlet takes from the pipeline, and what else it needs. A new cmdlet without a line here is called without anything.
    function Get-Sample {
        param([string] $Name, [string] $File, [string] $Folder, [string] $Id, $Test)
        switch ($Name) {
            'Compare-MemicSearchTest' { @{ Value = $Test; With = @{ Reference = $Test } } }
            'Connect-Memic' { @{ With = @{ PassThru = $true } } }
            'Get-MemicErrorCode' { @{ Value = 'file_empty' } }
            'Get-MemicFile' { @{ Value = 'zebra.md' } }
            'Get-MemicProject' { @{ Value = 'Documents' } }
            'Get-MemicPrompt' { @{ Value = 'summarizer' } }
            'Remove-MemicFile' { @{ Value = $Id; With = @{ Force = $true } } }
            'Select-MemicConnection' { @{ Value = 'unnamed'; With = @{ PassThru = $true } } }
            'Send-MemicFile' { @{ Value = $File } }
            'Sync-MemicFolder' { @{ Value = $Folder; With = @{ All = $true } } }
            'Test-MemicSearch' { @{ Value = 'zebra'; With = @{ FileName = 'zebra.md' } } }
            { $_ -in 'Disconnect-Memic', 'Get-MemicConnection' } { @{ Value = 'unnamed' } }
            { $_ -in 'Get-MemicFileStatus', 'Wait-MemicFile' } { @{ Value = $Id } }
            { $_ -in 'Invoke-MemicChat', 'Search-MemicContent' } { @{ Value = 'zebra' } }
            default { @{} }
        }
    }

    # A file to be found, a connection with a key that is at hand, and what the cmdlet needs.
    function Initialize-Sample {
        param([string] $Name)
        Initialize-Test
        $env:MEMIC_API_KEY = $script:key = New-EmulatorKey
        $env:MEMIC_BASE_URL = Get-EmulatorUri
        Connect-Emulator @{ ApiKey = $key }
        $script:id = Add-EmulatorFile @{ name = 'zebra.md'; text = 'zebra and lion' }
        $test = if ($Name -eq 'Compare-MemicSearchTest') { Test-MemicSearch zebra -FileName zebra.md }
        $script:sample = Get-Sample $Name $file $folder $id $test
        $script:with = if ($sample.With) { $sample.With } else { @{} }
        Clear-EmulatorRequest
    }

    function Invoke-Sample {
        param([string] $Name, [switch] $Quiet)
        $parameters = @{} + $with
        if ($Quiet) { $parameters.ErrorAction = 'Stop' }
        if ($sample.ContainsKey('Value')) { , $sample.Value | & $Name @parameters } else { & $Name @parameters }
    }

    # What was asked, without what is another each time: an id, how often a wait has looked, and the order of what is asked at once.
    function Get-Asked {
        $before = $null
        $all = foreach ($request in Get-EmulatorRequest) {
            $asked = "$($request.Call) $($request.body)" -replace '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', '<id>'
            if ($asked -ne $before -or $asked -notlike 'GET */status *') { $asked }
            $before = $asked
        }
        $all | Sort-Object
    }
}

AfterAll { $env:MEMIC_API_KEY = $env:MEMIC_BASE_URL = $null }

Describe '<Name>' -ForEach $cmdlets {
    BeforeEach { Initialize-Sample $Name }

    It 'emits what it declares and nothing else, without an error' {
        $declared = @($Cmdlet.ImplementingType.GetCustomAttributes([Management.Automation.OutputTypeAttribute], $false).Type.Type | Where-Object { $_ -and $_ -ne [void] })
        $output = @(Invoke-Sample $Name)
        $global:Error | Should -BeNullOrEmpty
        if ($declared) { $output | Should -Not -BeNullOrEmpty } else { $output | Should -BeNullOrEmpty }
        foreach ($item in $output) { $declared.Where{ $item -is $_ } | Should -Not -BeNullOrEmpty -Because "$($item.GetType()) is not declared" }
    }

    It 'works under strict mode, with errors that stop' {
        Set-StrictMode -Version Latest
        { Invoke-Sample $Name -Quiet } | Should -Not -Throw
    }

    It 'asks the same in the cultures tr-TR, ar-SA and th-TH, and can be shown there' -Skip:(-not $hasCultures) {
        $null = Invoke-Sample $Name
        $asked = Get-Asked
        $old = [cultureinfo]::CurrentCulture
        foreach ($culture in 'tr-TR', 'ar-SA', 'th-TH') {
            Initialize-Sample $Name
            try {
                [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = $culture
                $text = Invoke-Sample $Name -Quiet | Out-String
            }
            finally { [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = $old }
            Get-Asked | Should -BeExactly $asked -Because "it is asked in $culture"
            # Neither digits of another script nor the years of another calendar.
            # An id can have such digits too, by chance.
            $text -replace '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}' | Should -Not -Match '[\u0660-\u0669]|\b(14[4-9]|25[67])\d\b' -Because "it is shown in $culture"
        }
    }
}

Describe '<Name>, in a pipeline' -ForEach $piped {
    BeforeEach { Initialize-Sample $Name }

    It 'takes what it needs by parameter, by value and by property name' {
        $with[$Parameter.Name] = $sample.Value
        $expected = @(& $Name @with).Count
        $with.Remove($Parameter.Name)
        foreach ($isProperty in $false, $true) {
            if ($isProperty -and -not ($Parameter.Attributes.ValueFromPipelineByPropertyName -contains $true)) { continue }
            Initialize-Sample $Name
            $value = if ($isProperty) { [pscustomobject]@{ $Parameter.Name = $sample.Value } } else { $sample.Value }
            @($value | & $Name @with) | Should -HaveCount $expected
            $global:Error | Should -BeNullOrEmpty
        }
    }
}

Describe '<Name>, whose first object is enough' -ForEach $emitting {
    BeforeEach { Initialize-Sample $Name }

    It 'ends with Select-Object -First 1, and asks nothing after it' {
        $values = , $sample.Value * 3
        $first = $values | & $Name @with -WarningAction SilentlyContinue | Select-Object -First 1
        @($first).Count | Should -Be 1
        $asked = @(Get-EmulatorRequest).Count
        Start-Sleep -Milliseconds 150
        @(Get-EmulatorRequest).Count | Should -Be $asked
        $global:Error.Where{ "$($_.FullyQualifiedErrorId)" -notmatch 'StopUpstream' } | Should -BeNullOrEmpty
    }
}

Describe '<Name>, while the service does not answer' -ForEach $asking {
    It 'ends at once with Ctrl+C, without an error and without a later request' {
        Initialize-Sample $Name
        # Connected before nothing comes any more.
        $shell = New-Shell -With @{ Name = 'unnamed' }
        Add-EmulatorFault @{ path = '*'; kind = 'hang'; times = 99 }
        $line = '$parameters = @{} + $with; if ($null -ne $value) { , $value | & $name @parameters } else { & $name @parameters }'
        try { $stopped = Stop-Script $line -Variable @{ name = $Name; with = $with; value = $sample.Value } -When { Get-EmulatorRequest } -Shell $shell } finally { Close-Shell $shell }
        $stopped.State | Should -Be 'Stopped'
        $stopped.Seconds | Should -BeLessThan 10
        $stopped.Errors | Should -BeNullOrEmpty
        $stopped.Later | Should -Be 0
    }
}

Describe 'All cmdlets' {
    BeforeEach { Initialize-Sample }

    It 'work in four runspaces at once, each of which imports the module' {
        $script = {
            param($module, $key, $names, $getSample, $file, $folder, $id)
            Import-Module $module
            Connect-Memic -ApiKey $key -Name ([guid]::NewGuid()) -RateLimit @{ Status = 0; List = 0; Search = 0; Chat = 0; Prompts = 0; Ingestion = 0 }
            ${function:Get-Sample} = $getSample
            $test = Test-MemicSearch zebra -FileName zebra.md
            foreach ($name in $names) {
                $sample = Get-Sample $name $file $folder $id $test
                $with = if ($sample.With) { $sample.With } else { @{} }
                if ($sample.ContainsKey('Value')) { $null = , $sample.Value | & $name @with -ErrorAction Stop } else { $null = & $name @with -ErrorAction Stop }
                $name
            }
        }
        # Each its own: these change what the others use, and only one at a time may synchronize.
        $names = (Get-Command -Module Memic -CommandType Cmdlet).Name | Where-Object { $_ -notin 'Remove-MemicFile', 'Disconnect-Memic', 'Select-MemicConnection', 'Get-MemicConnection', 'Sync-MemicFolder' }
        $all = 1..4 | ForEach-Object {
            $shell = [powershell]::Create().AddScript("$script")
            foreach ($value in (Get-ModulePath), $key, $names, "${function:Get-Sample}", $file, $folder, $id) { $null = $shell.AddArgument($value) }
            [pscustomobject]@{ Shell = $shell; Async = $shell.BeginInvoke() }
        }
        try { foreach ($one in $all) { @($one.Shell.EndInvoke($one.Async)) | Should -Be $names } } finally { $all.Shell.ForEach{ $_.Dispose() } }
    }

    It 'work from a folder that nobody may write to, with blanks and letters of any kind in its path; imported twice, removed, and imported again' {
        $place = New-Item -ItemType Directory (Join-Path $TestDrive "a b (c) $([char]0xfc)$([char]0x6587)/Memic")
        foreach ($part in 'Memic.psd1', 'bin', 'en-US') { Copy-Item (Join-Path $root $part) $place.FullName -Recurse }
        $files = Get-ChildItem -LiteralPath $place.FullName -Recurse -File
        $before = $files | ForEach-Object { "$($_.FullName) $($_.Length) $($_.LastWriteTimeUtc.Ticks)" }
        # Nobody keeps an administrator from writing; so what is there is looked at afterwards, too.
        $files | ForEach-Object { $_.IsReadOnly = $true }
        if ($PSVersionTable.PSEdition -ne 'Desktop' -and -not $IsWindows) { chmod -R a-w $place.FullName }
        try {
            $run = Invoke-Child -Environment @{ PLACE = Join-Path $place.FullName Memic.psd1; FILE = $file; FOLDER = $folder; ID = $id; MEMIC_API_KEY = $key; SAMPLE = "${function:Get-Sample}" } -Script @'
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath (Split-Path $env:PLACE)
$path = [WildcardPattern]::Escape($env:PLACE)
Import-Module $path
Import-Module $path
Import-Module $path -Force
Remove-Module Memic
Import-Module $path
${function:Get-Sample} = $env:SAMPLE
Connect-Memic
$test = Test-MemicSearch zebra -FileName zebra.md
# Those come last that take something away.
$names = (Get-Command -Module Memic -CommandType Cmdlet).Name | Sort-Object { $_ -match '^(Remove|Disconnect)-' }, { $_ }
foreach ($name in $names) {
    $sample = Get-Sample $name $env:FILE $env:FOLDER $env:ID $test
    $with = if ($sample.ContainsKey('With')) { $sample.With } else { @{} }
    if ($sample.ContainsKey('Value')) { $null = , $sample.Value | & $name @with } else { $null = & $name @with }
    "$name works"
}
(Get-Help Send-MemicFile).Synopsis
'@
            $run.Error | Should -BeNullOrEmpty
            foreach ($name in (Get-Command -Module Memic -CommandType Cmdlet).Name) { $run.Output | Should -Match "\b$name works" }
            $run.Output | Should -Match 'Uploads files to Memic'
            Get-ChildItem -LiteralPath $place.FullName -Recurse -File | ForEach-Object { "$($_.FullName) $($_.Length) $($_.LastWriteTimeUtc.Ticks)" } | Should -Be $before
        }
        finally {
            if ($PSVersionTable.PSEdition -ne 'Desktop' -and -not $IsWindows) { chmod -R u+w $place.FullName }
            Get-ChildItem -LiteralPath $place.FullName -Recurse -File | ForEach-Object { $_.IsReadOnly = $false }
        }
    }
}
