BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
    Import-Double

    # What is not ended goes on for half a minute or more, so that a slow machine is still told from a failure.
    $AtOnce = 20

    $small = 1..12 | ForEach-Object {
        $path = Join-Path $TestDrive "f$_.md"
        [IO.File]::WriteAllText($path, "text $_")
        $path
    }
    $big = Join-Path $TestDrive big.md
    [IO.File]::WriteAllText($big, 'x' * 5MB)

    # The first upload ends after all that can be under way beside it has begun; the others do not end.
    function Suspend-Upload {
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; delay = 2 }
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; delay = 60; times = 99 }
    }

    # Passes everything on once so many uploads were begun: those under way have come to stand then, and no request is on its way.
    function Wait-ForUpload {
        param([Parameter(ValueFromPipeline)] $InputObject, [Parameter(Position = 0)] [int] $Count)
        process { Wait-Until { @(Get-EmulatorRequest PUT).Count -ge $Count }; $InputObject }
    }
}

Describe 'Ctrl+C' {
    BeforeEach { Initialize-Test }

    It 'ends it at once, without an error and without a later request, <Phase>' -ForEach @(
        @{ Phase = 'while it waits for an answer'; Faults = @(@{ path = '/files/*'; delay = 60 }); Script = 'Get-MemicFileStatus x'; Requests = 1 }
        @{ Phase = 'while it waits before a repeat'; Faults = @(@{ path = '/files/*'; status = 503; retryAfter = '60'; times = 99 }); Script = 'Get-MemicFileStatus x'; Requests = 1 }
        @{ Phase = 'in the middle of an upload'; Faults = @(@{ method = 'PUT'; path = '/storage/*'; kind = 'stall'; bytes = 1000 }); Script = 'Send-MemicFile $big'; Requests = 2 }
        @{ Phase = 'while it waits for files to get ready'; Faults = @(); Script = '$small | Send-MemicFile -Wait'; Requests = 37; ProcessingTime = 600 }
        @{ Phase = 'while Wait-MemicFile polls'; Faults = @(); Script = 'Wait-MemicFile $id'; Requests = 1 }
        @{ Phase = 'while a confirmation is under way'; Faults = @(@{ path = '*/confirm'; delay = 60 }); Script = 'Send-MemicFile $big'; Requests = 3 }
        @{ Phase = 'while Connect-Memic is under way'; Faults = @(@{ path = '/me'; delay = 60; times = 99 }); Script = 'Connect-Memic -ApiKey $key -BaseUri $uri'; Requests = 1 }
    ) {
        if ($ProcessingTime) { Set-EmulatorOption @{ processingTime = $ProcessingTime } }
        $id = Add-EmulatorFile @{ name = 'a.md'; status = 'parsing_started' }
        $shell = New-Shell
        try {
            foreach ($fault in $Faults) { Add-EmulatorFault $fault }
            $stopped = Stop-Script -Shell $shell $Script -Variable @{ small = $small; big = $big; id = $id; uri = Get-EmulatorUri; key = New-EmulatorKey } -When {
                @(Get-EmulatorRequest).Count -ge $Requests
            }
        }
        finally { Close-Shell $shell }
        $stopped.Seconds | Should -BeLessThan $AtOnce
        $stopped.Errors | Should -BeNullOrEmpty
        $stopped.State | Should -Be 'Stopped'
        $stopped.Later | Should -Be 0
    }

    It 'ends it at once while it waits for the rate limit, and sends nothing more' {
        $shell = New-Shell -With @{ RateLimit = @{ Status = 2 } }
        try {
            $ids = Add-EmulatorFile @{ name = 'a.md' }, @{ name = 'b.md' }, @{ name = 'c.md' }
            $stopped = Stop-Script -Shell $shell '$ids | Get-MemicFileStatus' -Variable @{ ids = $ids } -When { param($output) $output.Count -eq 2 -and $(Start-Sleep -Milliseconds 300; $true) }
        }
        finally { Close-Shell $shell }
        $stopped.Seconds | Should -BeLessThan $AtOnce
        $stopped.Errors | Should -BeNullOrEmpty
        $stopped.Output.Count | Should -Be 2
        $stopped.Later | Should -Be 0
    }

    It 'ends it at once while it connects to a host that does not answer' {
        # A listener whose queue is full: the next connection is neither taken nor refused.
        $listener = [Net.Sockets.Socket]::new('InterNetwork', 'Stream', 'Tcp')
        $listener.Bind([Net.IPEndPoint]::new([Net.IPAddress]::Loopback, 0))
        $listener.Listen(0)
        $fillers = 1..3 | ForEach-Object { $socket = [Net.Sockets.Socket]::new('InterNetwork', 'Stream', 'Tcp'); $null = $socket.ConnectAsync($listener.LocalEndPoint); $socket }
        $shell = New-Shell -Unconnected
        try {
            $stopped = Stop-Script -Shell $shell '$started.Set(); Connect-Memic -ApiKey mk_x -BaseUri $uri' -Variable @{
                uri = "http://127.0.0.1:$($listener.LocalEndPoint.Port)/"; started = $started = [Threading.ManualResetEventSlim]::new()
            } -When { $started.IsSet -and $(Start-Sleep -Milliseconds 500; $true) }
        }
        finally {
            Close-Shell $shell
            $fillers + $listener | ForEach-Object Dispose
        }
        $stopped.Seconds | Should -BeLessThan $AtOnce
        $stopped.Errors | Should -BeNullOrEmpty
        $stopped.State | Should -Be 'Stopped'
    }

    It 'may come at any moment, also before the cmdlet has begun' {
        $shell = New-Shell
        try {
            foreach ($delay in 0..19) {
                $shell.Runspace.SessionStateProxy.SetVariable('paths', $small)
                $async = $shell.AddScript('$paths | Send-MemicFile').BeginInvoke()
                [Threading.Thread]::Sleep($delay)
                $shell.Stop()
                try { $null = $shell.EndInvoke($async) } catch { $_.Exception.InnerException | Should -BeOfType ([Management.Automation.PipelineStoppedException]) }
                $shell.Streams.Error | Should -BeNullOrEmpty
                $shell.Commands.Clear()
            }
        }
        finally { Close-Shell $shell }
        Wait-Until { (Get-EmulatorState).active -eq 0 }
    }

    It 'leaves the shell as usable as before' {
        Add-EmulatorFault @{ path = '/files/x/*'; delay = 60 }
        $id = Add-EmulatorFile @{ name = 'a.md' }
        $shell = New-Shell
        try {
            $null = Stop-Script -Shell $shell 'Get-MemicFileStatus x' -When { @(Get-EmulatorRequest).Count -eq 1 }
            $shell.Commands.Clear()
            $shell.AddScript("(Get-MemicFileStatus $id).Name").Invoke() | Should -Be 'a.md'
        }
        finally { Close-Shell $shell }
    }
}

Describe 'The pump' {
    BeforeEach { Initialize-Test }

    It 'rule 1: paths are resolved and everything is shown on the thread of the pipeline' {
        $threads = [Collections.Concurrent.ConcurrentBag[int]]::new()
        $null = $small | Send-MemicFile -Verbose 4>&1 | ForEach-Object { $threads.Add([Threading.Thread]::CurrentThread.ManagedThreadId) }
        $threads.Count | Should -BeGreaterThan 40
        $threads | Sort-Object -Unique | Should -Be ([Threading.Thread]::CurrentThread.ManagedThreadId)
    }

    It 'rule 2: Select-Object -First 1 gets exactly one object, and nothing is asked after it' {
        Suspend-Upload
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $out = @($small | Send-MemicFile -ThrottleLimit 4 -ErrorVariable failures | Wait-ForUpload 5 | Select-Object -First 1)
        $watch.Elapsed.TotalSeconds | Should -BeLessThan $AtOnce
        $out.Count | Should -Be 1
        $failures | Should -BeNullOrEmpty
        $before = @(Get-EmulatorRequest).Count
        Start-Sleep -Milliseconds 500
        @(Get-EmulatorRequest).Count | Should -Be $before
        Wait-Until { @(Get-EmulatorRequest | Where-Object { -not $_.completed }).Count -eq 0 }
    }

    It 'rule 2: Select-Object -First 1 ends a wait at once' {
        $ids = Add-EmulatorFile @{ name = 'a.md' }, @{ name = 'b.md'; status = 'parsing_started' }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        @($ids | Wait-MemicFile | Select-Object -First 1).Count | Should -Be 1
        $watch.Elapsed.TotalSeconds | Should -BeLessThan $AtOnce
    }

    It 'rule 2: -ErrorAction Stop ends the batch at the first failure, and nothing is asked after it' {
        # It fails when the other upload has come to stand.
        Add-EmulatorFault @{ path = '/files/init'; status = 400; code = 'strange'; delay = 2 }
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; delay = 30; times = 99 }
        $caught = try { $small | Send-MemicFile -ThrottleLimit 2 -ErrorAction Stop } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeExactly 'strange,Memic.Cmdlets.SendMemicFileCommand'
        $before = @(Get-EmulatorRequest).Count
        $before | Should -BeLessThan 8
        Start-Sleep -Milliseconds 500
        @(Get-EmulatorRequest).Count | Should -Be $before
    }

    It 'rule 2: what a later command throws comes out as it was, and nothing is asked after it' {
        Suspend-Upload
        $thrown = [InvalidOperationException]::new('mine')
        $caught = try { $small | Send-MemicFile -ThrottleLimit 3 | Wait-ForUpload 4 | ForEach-Object { throw $thrown } } catch { $_ }
        [object]::ReferenceEquals($caught.Exception, $thrown) | Should -BeTrue
        $before = @(Get-EmulatorRequest).Count
        Start-Sleep -Milliseconds 500
        @(Get-EmulatorRequest).Count | Should -Be $before
    }

    It 'rule 2: break in a later command leaves the loop, and nothing is asked after it' {
        Suspend-Upload
        $turns = 0
        foreach ($once in 1) { $small | Send-MemicFile -ThrottleLimit 3 | Wait-ForUpload 4 | ForEach-Object { $turns++; break } }
        $turns | Should -Be 1
        $before = @(Get-EmulatorRequest).Count
        Start-Sleep -Milliseconds 500
        @(Get-EmulatorRequest).Count | Should -Be $before
    }

    It 'rule 3: a stop before Begin, a second stop, and a stop after the end do no harm' {
        $stop = [Management.Automation.Cmdlet].GetMethod('StopProcessing', [Reflection.BindingFlags]'Instance, NonPublic')
        foreach ($type in (Get-Command -Module Memic -CommandType Cmdlet).ImplementingType | Where-Object { [IDisposable].IsAssignableFrom($_) }) {
            $cmdlet = [Activator]::CreateInstance($type)
            $stop.Invoke($cmdlet, @())
            $stop.Invoke($cmdlet, @())
            $cmdlet.Dispose()
            $stop.Invoke($cmdlet, @())
            { $cmdlet.Dispose() } | Should -Not -Throw
        }
    }

    It 'rule 4: a cancellation that is not ours is an error with a code, and not a stop' {
        Connect-Emulator @{ TimeoutSec = 1 }
        Add-EmulatorFault @{ path = '/files/x/*'; delay = 30 }
        $id = Add-EmulatorFile @{ name = 'a.md' }
        $out = 'x', $id | Get-MemicFileStatus -MaximumRetryCount 0 -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.FullyQualifiedErrorId | Should -BeExactly 'request_timeout,Memic.Cmdlets.GetMemicFileStatusCommand'
        $out.Id | Should -Be $id
    }

    It 'rule 5: Dispose ends the work where neither Stop nor End was called' {
        Add-EmulatorFault @{ path = '/files/init'; delay = 30; times = 99 }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        # What comes before the cmdlet ends the pipeline while uploads are under way: nobody calls End, nobody calls Stop.
        $caught = try { & { $small[0]; Wait-Until { @(Get-EmulatorRequest).Count -eq 1 }; throw 'enough' } | Send-MemicFile } catch { $_ }
        "$caught" | Should -Be 'enough'
        $watch.Elapsed.TotalSeconds | Should -BeLessThan $AtOnce
        Wait-Until { @(Get-EmulatorRequest | Where-Object { -not $_.completed }).Count -eq 0 } -Seconds $AtOnce
    }

    It 'rule 6: nothing is shown after the cmdlet has ended' {
        Add-EmulatorFault @{ method = 'PUT'; path = '/storage/*'; delay = 1; skip = 2; times = 99 }
        $shell = New-Shell
        try {
            $shell.Runspace.SessionStateProxy.SetVariable('small', $small)
            $null = $shell.AddScript('$VerbosePreference = $DebugPreference = "Continue"; $small | Send-MemicFile | Select-Object -First 1').Invoke()
            $counts = { $shell.Streams.Verbose.Count, $shell.Streams.Debug.Count, $shell.Streams.Progress.Count, $shell.Streams.Error.Count }
            $before = & $counts
            Start-Sleep -Milliseconds 1500
            & $counts | Should -Be $before
        }
        finally { Close-Shell $shell }
    }

    It 'rule 7: a synchronization context of the host is never waited for' {
        $old = [Threading.SynchronizationContext]::Current
        try {
            [Threading.SynchronizationContext]::SetSynchronizationContext([Memic.Tests.DeadContext]::new())
            $names = ($small | Send-MemicFile -Wait).Name
            $prompt = Get-MemicPrompt summarizer
        }
        finally { [Threading.SynchronizationContext]::SetSynchronizationContext($old) }
        $names.Count | Should -Be 12
        $prompt.Name | Should -Be 'summarizer'
    }

    It 'rule 8: a slow consumer slows the uploads' {
        $many = 1..150 | ForEach-Object { $path = Join-Path $TestDrive "many$_.md"; [IO.File]::WriteAllText($path, 'x'); $path }
        $inits = $null
        $many | Send-MemicFile -ThrottleLimit 4 | ForEach-Object {
            if ($null -eq $inits) { Start-Sleep 3; $inits = @(Get-EmulatorRequest POST /files/init).Count }
        }
        # The queue holds 64 reports, four uploads are under way and four more wait to be taken.
        $inits | Should -BeLessOrEqual 80
        $inits | Should -BeGreaterThan 0
        @(Get-EmulatorRequest POST *confirm).Count | Should -Be 150
    }

    It 'rule 9: an answer to a question that comes after Ctrl+C does no harm' {
        $asking = [Memic.Tests.AnsweringHost]::new(@(0))
        $asking.Gate.Reset()
        $shell = New-Shell -SessionHost $asking
        try {
            Clear-EmulatorRequest
            $shell.Runspace.SessionStateProxy.SetVariable('small', $small)
            $async = $shell.AddScript('$small | Send-MemicFile -Confirm').BeginInvoke()
            Wait-Until { $asking.Asked.IsSet }
            $stopping = $shell.BeginStop($null, $null)
            Start-Sleep -Milliseconds 200
            $asking.Gate.Set()
            $shell.EndStop($stopping)
            $ended = try { $shell.EndInvoke($async) } catch { $_.Exception.InnerException }
            $ended | Should -BeOfType ([Management.Automation.PipelineStoppedException])
            $shell.Streams.Error | Should -BeNullOrEmpty
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }
        finally { Close-Shell $shell }
    }

    It 'rule 10: no work and no runspace is left after <Name>, twenty times over' -ForEach @(
        @{ Name = 'Select-Object -First 1'; Script = { $small | Send-MemicFile | Select-Object -First 1 } }
        @{ Name = '-ErrorAction Stop'; Script = { try { @('none.md') + $small | Send-MemicFile -ErrorAction Stop } catch { $null = $_ } } }
        @{ Name = 'a throw further down'; Script = { try { $small | Send-MemicFile | ForEach-Object { throw 'x' } } catch { $null = $_ } } }
        @{ Name = 'a whole run'; Script = { $small[0..2] | Send-MemicFile } }
    ) {
        $runspaces = @(Get-Runspace).Count
        foreach ($turn in 1..20) {
            $null = & $Script
        }
        Wait-Until { @(Get-EmulatorRequest | Where-Object { -not $_.completed }).Count -eq 0 }
        $before = @(Get-EmulatorRequest).Count
        Start-Sleep -Milliseconds 200
        @(Get-EmulatorRequest).Count | Should -Be $before
        @(Get-Runspace).Count | Should -Be $runspaces
    }

    It 'rule 10: no thread is left after Ctrl+C, twenty times over' {
        Add-EmulatorFault @{ path = '/files/init'; delay = 60; times = 9999 }
        $shell = New-Shell
        try {
            $shell.Runspace.SessionStateProxy.SetVariable('small', $small)
            $threads = (Get-Process -Id $PID).Threads.Count
            foreach ($turn in 1..20) {
                Clear-EmulatorRequest
                $async = $shell.AddScript('$small | Send-MemicFile').BeginInvoke()
                Wait-Until { @(Get-EmulatorRequest).Count -ge 1 }
                $shell.Stop()
                try { $null = $shell.EndInvoke($async) } catch { $null = $_ }
                $shell.Commands.Clear()
            }
        }
        finally { Close-Shell $shell }
        Wait-Until { @(Get-EmulatorRequest | Where-Object { -not $_.completed }).Count -eq 0 }
        # A thread of the pool that has nothing to do ends after twenty seconds.
        Wait-Until { (Get-Process -Id $PID).Threads.Count -lt $threads + 15 }
    }
}
