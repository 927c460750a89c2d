# Keeps each customer's folder in the customer's own environment: a key for each, from a vault of SecretManagement.
# The table has the columns Name, Secret and Folder. One customer's trouble does not stop the others.
param([string] $Table = './customers.csv', [string] $Vault = 'ops')

$report = foreach ($customer in Import-Csv $Table) {
    $changes, $failures = @(), @()
    try {
        $null = Connect-Memic -SecretName $customer.Secret -Vault $Vault -Name $customer.Name -ErrorAction Stop
        Sync-MemicFolder $customer.Folder -Source documents -Delete -Connection $customer.Name -ErrorAction SilentlyContinue -ErrorVariable failures |
            ForEach-Object { $changes += $_ }
    }
    catch {
        $failures = @($failures | Where-Object { $_ -is [Management.Automation.ErrorRecord] }) + $_
    }

    [pscustomobject]@{
        Customer = $customer.Name
        Changes  = @($changes | Where-Object Action -NE Failed).Count
        Errors   = $failures.Count
        First    = if ($failures.Count -gt 0) { $failures[0].ErrorDetails.Message }
    }
}

$report
exit [int](($report.Errors | Measure-Object -Sum).Sum -gt 0)
