BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator

    function New-Document {
        param([string[]] $Name, [string] $Text = 'hello')
        foreach ($leaf in $Name) {
            $path = [IO.Path]::Combine($TestDrive, $leaf)
            $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($path))
            [IO.File]::WriteAllText($path, $Text)
            $path
        }
    }

    function Get-SentName { Get-EmulatorRequest POST /files/init | ForEach-Object { ($_.body | ConvertFrom-Json).filename } | Sort-Object }
}

Describe 'Paths' {
    BeforeEach {
        Initialize-Test
        [IO.Directory]::GetFileSystemEntries($TestDrive) | ForEach-Object { Remove-Item -LiteralPath $_ -Recurse -Force }
        Push-Location $TestDrive
    }

    AfterEach { Pop-Location }

    It 'with wildcards are all files that fit' {
        $null = New-Document a.md, b.md, c.txt
        $null = Send-MemicFile ./*.md
        Get-SentName | Should -Be 'a.md', 'b.md'
    }

    It 'with [ab] and ? are wildcards of -Path' {
        $null = New-Document a.md, b.md, c.md
        $null = Send-MemicFile '[ab].md', '?.md' -ThrottleLimit 1
        Get-SentName | Should -Be 'a.md', 'a.md', 'b.md', 'b.md', 'c.md'
    }

    It 'with wildcards that fit nothing send nothing, without an error, as everywhere in PowerShell' {
        Send-MemicFile ./*.none -ErrorAction Stop | Should -BeNullOrEmpty
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'with wildcards in a folder that does not exist are path_not_found' {
        (Get-Failure { Send-MemicFile ./none/*.md }).FullyQualifiedErrorId | Should -BeExactly 'path_not_found,Memic.Cmdlets.SendMemicFileCommand'
    }

    It 'of -LiteralPath have no wildcards: <_>' -ForEach '[draft] a.md', 'a[1].md', 'a[.md', 'a`b.md' {
        $path = New-Document $_
        (Send-MemicFile -LiteralPath $path).Path | Should -BeExactly $path
        Get-SentName | Should -BeExactly $_
    }

    It 'of -LiteralPath also go by the name -<_>' -ForEach 'LP', 'PSPath' {
        $null = New-Document '[a].md'
        $with = @{ $_ = './[a].md' }
        (Send-MemicFile @with).Name | Should -Be '[a].md'
    }

    It 'with brackets are taken as the name that they are where no file fits them' {
        $null = New-Document '[draft] a.md'
        (Send-MemicFile './[draft] a.md').Name | Should -Be '[draft] a.md'
    }

    It 'with brackets are taken as the name that they are, also where the pattern fits another file' {
        $null = New-Document '[c] d.md'
        $null = New-Document 'c d.md'
        (Send-MemicFile './[c] d.md').Name | Should -Be '[c] d.md'
        ([pscustomobject]@{ Path = './[c] d.md'; ReferenceId = '1' } | Send-MemicFile).Name | Should -Be '[c] d.md'
    }

    It 'with brackets are a pattern where no file has that name' {
        $null = New-Document 'x1.md'
        $null = New-Document 'x2.md'
        (Send-MemicFile './x[12].md').Name | Sort-Object | Should -Be 'x1.md', 'x2.md'
    }

    It 'with a bracket that is never closed are taken as the name that they are' {
        $null = New-Document 'a[.md'
        (Send-MemicFile './a[.md').Name | Should -Be 'a[.md'
    }

    It 'may have blanks and any letter: <_>' -ForEach 'two words.md', "$([char]0xfc)n$([char]0xef)c$([char]0xf6)d$([char]0xe9).md", "$([char]0x6587)$([char]0x4ef6).md", "$([char]::ConvertFromUtf32(0x1f600)).md", "a'b`"c.md", '100% #1 & more+.md', '-dash.md' {
        $path = New-Document $_
        $file = Send-MemicFile $path
        $file.Name | Should -BeExactly $_
        (Get-EmulatorRequest PUT).bodySha256 | Should -Be (Get-FileHash -LiteralPath $path).Hash.ToLower()
    }

    It 'are relative to the location of PowerShell, and not to that of the process' {
        $null = New-Document 'deep/a.md'
        $old = [Environment]::CurrentDirectory
        try {
            [Environment]::CurrentDirectory = [IO.Path]::GetTempPath()
            Set-Location deep
            (Send-MemicFile a.md).Path | Should -Be ([IO.Path]::Combine($TestDrive, 'deep', 'a.md'))
            (Send-MemicFile -LiteralPath ./a.md).Name | Should -Be 'a.md'
            (Send-MemicFile ../deep/a.md).Name | Should -Be 'a.md'
        }
        finally { [Environment]::CurrentDirectory = $old }
    }

    It 'may begin with ~' {
        $path = Join-Path ~ "memic-$([guid]::NewGuid()).md"
        Set-Content $path x
        try { (Send-MemicFile $path).Path | Should -Be (Convert-Path $path) } finally { Remove-Item $path }
    }

    It 'may be on a drive of PowerShell' {
        $null = New-Document 'shelf/a.md', 'shelf/[b].md'
        $null = New-PSDrive -Name Shelf -PSProvider FileSystem -Root (Join-Path $TestDrive shelf)
        try {
            (Send-MemicFile Shelf:/a.md).Path | Should -Be ([IO.Path]::Combine($TestDrive, 'shelf', 'a.md'))
            (Send-MemicFile -LiteralPath 'Shelf:/[b].md').Name | Should -Be '[b].md'
            (Get-ChildItem Shelf: | Send-MemicFile).Count | Should -Be 2
            Set-Location Shelf:
            (Send-MemicFile ./*.md).Count | Should -Be 2
        }
        finally {
            Set-Location $TestDrive
            Remove-PSDrive Shelf
        }
    }

    It 'may name their provider' {
        $path = New-Document a.md
        (Send-MemicFile "Microsoft.PowerShell.Core\FileSystem::$path").Path | Should -Be $path
    }

    It 'from the root are the file that PowerShell takes them for: <_>' -Skip:($PSVersionTable.Platform -ne 'Unix') -ForEach '/a.md', '//a.md', '/./a.md', '/b/../a.md', '\a.md', '/b\..\a.md' {
        $path = New-Document a.md
        $written = "$TestDrive$_"
        (Send-MemicFile $written).Path | Should -BeExactly $path
        (Send-MemicFile -LiteralPath $written).Path | Should -BeExactly $path
        Set-Location Env:
        try { (Send-MemicFile $written).Path | Should -BeExactly $path } finally { Set-Location $TestDrive }
    }

    It 'may have two colons in the name' -Skip:($PSVersionTable.Platform -ne 'Unix') {
        $path = New-Document 'a::b.md'
        try {
            (Send-MemicFile $path).Path | Should -BeExactly $path
            (Get-Item -LiteralPath "FileSystem::$path" | Send-MemicFile).Path | Should -BeExactly $path
        }
        finally { [IO.File]::Delete($path) }
    }

    It 'of another provider are not_a_file: <_>' -ForEach 'Env:PATH', 'Variable:PID', 'Env:*', 'Function:prompt' {
        $path = $_
        $failures = Get-Failure { Send-MemicFile $path }
        $failures | Should -HaveCount 1
        $failures.FullyQualifiedErrorId | Should -BeExactly 'not_a_file,Memic.Cmdlets.SendMemicFileCommand'
        $failures.TargetObject | Should -Be $path
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'of another provider are not_a_file from the pipeline, one by one' {
        $failures = Get-Failure { Get-ChildItem Env: | Select-Object -First 3 | Send-MemicFile }
        $failures | Should -HaveCount 3
        $failures.FullyQualifiedErrorId | Sort-Object -Unique | Should -BeExactly 'not_a_file,Memic.Cmdlets.SendMemicFileCommand'
    }

    It 'relative to a location in another provider are not_a_file' {
        Set-Location Env:
        try { $failure = Get-Failure { Send-MemicFile PATH } } finally { Set-Location $TestDrive }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'not_a_file,Memic.Cmdlets.SendMemicFileCommand'
    }

    It 'on a drive that does not exist are path_not_found' {
        (Get-Failure { Send-MemicFile NoSuchDrive:/a.md }).FullyQualifiedErrorId | Should -BeExactly 'path_not_found,Memic.Cmdlets.SendMemicFileCommand'
    }

    It 'of a folder are not_a_file, and the files beside it are sent' {
        $null = New-Document a.md, sub.md/x.md
        $out = Send-MemicFile ./*.md -ErrorAction SilentlyContinue -ErrorVariable failures
        $out.Name | Should -Be 'a.md'
        $failures.FullyQualifiedErrorId | Should -BeExactly 'not_a_file,Memic.Cmdlets.SendMemicFileCommand'
        $failures.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failures.TargetObject | Should -Be ([IO.Path]::Combine($TestDrive, 'sub.md'))
    }

    It 'of an empty file are file_empty, and nothing is sent' {
        $path = New-Document a.md ''
        $failure = Get-Failure { Send-MemicFile $path }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'file_empty,Memic.Cmdlets.SendMemicFileCommand'
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'that do not exist are path_not_found, by -Path and by -LiteralPath' {
        foreach ($with in @{ Path = 'none.md' }, @{ LiteralPath = 'none.md' }) {
            $failure = Get-Failure { Send-MemicFile @with }
            $failure.FullyQualifiedErrorId | Should -BeExactly 'path_not_found,Memic.Cmdlets.SendMemicFileCommand'
            $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failure.TargetObject | Should -Be 'none.md'
        }
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'with a character that no path has are an error about them, and the others are sent' {
        $good = New-Document a.md
        $out = "x`0y.md", $good | Send-MemicFile -ErrorAction SilentlyContinue -ErrorVariable failures
        $out.Name | Should -Be 'a.md'
        $failures | Should -HaveCount 1
        $failures.FullyQualifiedErrorId | Should -Match '^(path_not_found|file_unreadable|invalid_input),Memic\.Cmdlets\.SendMemicFileCommand$'
    }

    It 'that are longer than any file system takes are an error about them, and the others are sent' {
        $good = New-Document a.md
        $out = (Join-Path $TestDrive ('x' * 5000 + '.md')), $good | Send-MemicFile -ErrorAction SilentlyContinue -ErrorVariable failures
        $out.Name | Should -Be 'a.md'
        $failures.FullyQualifiedErrorId | Should -Match '^(path_not_found|invalid_input),Memic\.Cmdlets\.SendMemicFileCommand$'
    }

    It 'with the same name in two folders are two files, each with its own content' {
        $paths = (New-Document 'one/a.md' 'first'), (New-Document 'two/a.md' 'second one')
        $files = $paths | Send-MemicFile
        ($files.Id | Sort-Object -Unique).Count | Should -Be 2
        $files.Path | Sort-Object | Should -Be $paths
        (Get-EmulatorRequest PUT).bodySha256 | Sort-Object | Should -Be (($paths | Get-FileHash).Hash.ToLower() | Sort-Object)
    }

    It 'of a link are the file that it leads to' {
        $path = New-Document target.md 'hello'
        $null = New-Item -ItemType SymbolicLink -Path (Join-Path $TestDrive link.md) -Target $path
        $file = Send-MemicFile link.md
        $file.Name, $file.Size | Should -Be 'link.md', 5
    }

    It 'of a file that another program writes to can be sent' {
        $path = New-Document a.md
        $stream = [IO.File]::Open($path, 'Open', 'ReadWrite', 'ReadWrite')
        try { (Send-MemicFile $path).Name | Should -Be 'a.md' } finally { $stream.Dispose() }
    }

    It 'of a file that is locked are file_unreadable' {
        $path = New-Document a.md
        $stream = [IO.File]::Open($path, 'Open', 'ReadWrite', 'None')
        try { $failure = Get-Failure { Send-MemicFile $path } } finally { $stream.Dispose() }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'file_unreadable,Memic.Cmdlets.SendMemicFileCommand'
        $failure.CategoryInfo.Category | Should -Be 'ReadError'
    }
}
