@{
    RootModule             = 'bin/Memic.Cmdlets.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = '6d0c1c6e-5a0e-4a3f-9b43-0f6d3c0f7a52'
    Author                 = 'Memic for PowerShell contributors'
    CompanyName            = 'Memic for PowerShell contributors'
    Copyright              = '(c) Memic for PowerShell contributors. MIT licence.'
    Description            = 'Sends documents to Memic, follows them until they can be searched, fetches prompts, and turns every failure into an error that a script can branch on.'
    CompatiblePSEditions   = @('Desktop', 'Core')
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    FormatsToProcess       = @('bin/Memic.Format.ps1xml')
    TypesToProcess         = @('bin/Memic.Types.ps1xml')
    CmdletsToExport        = @(
        'Compare-MemicSearchTest'
        'Connect-Memic'
        'Disconnect-Memic'
        'Get-MemicConnection'
        'Get-MemicContext'
        'Get-MemicErrorCode'
        'Get-MemicFile'
        'Get-MemicFileStatus'
        'Get-MemicProject'
        'Get-MemicPrompt'
        'Get-MemicRateLimit'
        'Invoke-MemicChat'
        'Remove-MemicFile'
        'Search-MemicContent'
        'Select-MemicConnection'
        'Send-MemicFile'
        'Sync-MemicFolder'
        'Test-MemicConnection'
        'Test-MemicSearch'
        'Wait-MemicFile'
    )
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @('Search-Memic')
    PrivateData            = @{
        PSData = @{
            Tags = @('Memic', 'Documents', 'Search', 'AI', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            # .build/Pack.ps1 adds more here.
        }
    }
}
