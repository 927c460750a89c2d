BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Emulator.psm1')
    Start-Emulator
}

Describe 'Get-MemicProject' {
    BeforeEach { Initialize-Test }

    It 'lists the projects of the key, in the shape <_>' -ForEach 'array', 'envelope' {
        Set-EmulatorOption @{ projectsShape = $_ }
        $project = Get-MemicProject
        $project | Should -BeOfType ([Memic.MemicProject])
        $project.Name, $project.Id, $project.OrganizationId | Should -Be 'Documents', (Get-MemicContext).ProjectId, (Get-MemicContext).OrganizationId
        $project.IsActive | Should -BeTrue
        $project.CreatedAt.Kind, $project.UpdatedAt.Kind | Should -Be 'Utc', 'Utc'
        "$project" | Should -Be 'Documents'
        (Get-EmulatorRequest -Path /projects).Call | Should -Be 'GET /projects'
        (Get-EmulatorRequest -Path /projects).query | Should -BeNullOrEmpty
    }

    It 'walks through all pages that end with <Shape>, and shows each project once' -ForEach @(
        @{ Shape = 'total_pages'; More = '"total":5,"page_size":2,"total_pages":3'; Last = '"total":5,"page_size":2,"total_pages":3' }
        @{ Shape = 'has_more'; More = '"has_more":true'; Last = '"has_more":false' }
        @{ Shape = 'total'; More = '"total":5,"page_size":2'; Last = '"total":5,"page_size":2' }
    ) {
        Add-EmulatorFault @{ path = '/projects'; body = "{`"items`":[{`"id`":`"1`",`"name`":`"a`"},{`"id`":`"2`",`"name`":`"b`"}],$More}" }
        Add-EmulatorFault @{ path = '/projects'; body = "{`"items`":[{`"id`":`"2`",`"name`":`"b`"},{`"id`":`"3`",`"name`":`"c`"}],$More}" }
        Add-EmulatorFault @{ path = '/projects'; body = "{`"items`":[{`"id`":`"4`",`"name`":`"d`"}],$Last}" }
        (Get-MemicProject).Name | Should -Be 'a', 'b', 'c', 'd'
        (Get-EmulatorRequest).query | Should -Be '', 'page=2', 'page=3'
    }

    It 'reads every field, and needs only the id' {
        Add-EmulatorFault @{ path = '/projects'; body = '[{"id":"1","name":"a","organization_id":"o","is_active":false,"created_at":"2026-01-02T03:04:05+02:00","updated_at":null,"new":{}},{"id":"2"}]' }
        $first, $second = Get-MemicProject
        $first.OrganizationId, $first.IsActive, $first.UpdatedAt | Should -Be 'o', $false, $null
        $first.CreatedAt | Should -Be ([datetime]::new(2026, 1, 2, 1, 4, 5, [DateTimeKind]::Utc))
        $second.Name, $second.IsActive, $second.CreatedAt | Should -Be $null, $true, $null
        "$second" | Should -Be '2'
    }

    It 'emits nothing, and no error, for <_>' -ForEach '[]', '[null]', '{"items":[]}', '{"items":[],"has_more":true}' {
        Add-EmulatorFault @{ path = '/projects'; body = $_ }
        Get-MemicProject | Should -BeNullOrEmpty
        $Error | Should -BeNullOrEmpty
        @(Get-EmulatorRequest).Count | Should -Be 1
    }

    It 'takes -Name <Name> as <Expected>' -ForEach @(
        @{ Name = 'contoso'; Expected = 'Contoso' }
        @{ Name = 'c*', 'f?brikam'; Expected = 'Contoso', 'Contoso [old]', 'Fabrikam' }
        @{ Name = '*`[old`]'; Expected = 'Contoso [old]' }
        @{ Name = 'none'; Expected = @() }
    ) {
        Add-EmulatorFault @{ path = '/projects'; times = 2; body = '[{"id":"1","name":"Contoso"},{"id":"2","name":"Contoso [old]"},{"id":"3","name":"Fabrikam"}]' }
        @((Get-MemicProject -Name $Name).Name) | Should -Be @($Expected)
        @((Get-MemicProject $Name).Name) | Should -Be @($Expected)
    }

    It 'takes names from the pipeline, by value and by property name' {
        Add-EmulatorFault @{ path = '/projects'; times = 3; body = '[{"id":"1","name":"a"},{"id":"2","name":"b"}]' }
        ('b', 'a' | Get-MemicProject).Id | Should -Be '2', '1'
        ([pscustomobject]@{ Name = 'b' } | Get-MemicProject).Id | Should -Be '2'
    }

    It 'is invalid_response for <_>' -ForEach '{}', '{"items":null}', '[{"name":"no id"}]', 'none', '7' {
        Add-EmulatorFault @{ path = '/projects'; body = $_ }
        (Get-Failure { Get-MemicProject }).FullyQualifiedErrorId | Should -BeExactly 'invalid_response,Memic.Cmdlets.GetMemicProjectCommand'
    }

    It 'is the service''s own code when the key may not list projects' {
        Add-EmulatorFault @{ path = '/projects'; status = 403; code = 'projects_denied' }
        $failure = Get-Failure { Get-MemicProject }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'projects_denied,Memic.Cmdlets.GetMemicProjectCommand'
        $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
    }

    It 'repeats as often as -MaximumRetryCount says, and uses the connection of -Connection' {
        $null = Connect-Memic -ApiKey (Get-EmulatorStagingKey) -BaseUri (Get-EmulatorUri) -Name staging
        Connect-Emulator
        Add-EmulatorFault @{ path = '/projects'; status = 503; times = 99 }
        $null = Get-Failure { Get-MemicProject -Connection staging -MaximumRetryCount 0 }
        (Get-EmulatorRequest).key | Should -Be (Get-EmulatorStagingKey)
    }
}
