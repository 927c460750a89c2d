using System.Management.Automation;
using System.Security;

namespace Memic.Cmdlets;

/// <summary>Reads a key through SecretManagement where that module is installed; we do not depend on it.</summary>
internal static class SecretVault
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";

    /// <exception cref="MemicException"><c>secret_unavailable</c>: no such module, vault or secret; <c>api_key_missing</c>: it holds no key.</exception>
    public static ApiKey Read(CommandInvocationIntrinsics commands, string name, string? vault)
    {
        if (commands.GetCommand("Get-Secret", CommandTypes.Cmdlet | CommandTypes.Function) is not { } command)
        {
            throw new MemicException(MemicErrorCodes.SecretUnavailable, $"The module {Module} is not installed.");
        }

        // In a pipeline of the caller's own runspace, where the vaults are registered and unlocked.
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(command).AddParameter("Name", name).AddParameter("ErrorAction", ActionPreference.Stop);
        if (vault is not null)
        {
            shell.AddParameter("Vault", vault);
        }

        try
        {
            return shell.Invoke().FirstOrDefault()?.BaseObject switch
            {
                SecureString secret => new ApiKey(secret),
                PSCredential credential => new ApiKey(credential.Password),
                string text => new ApiKey(text),
                _ => throw new MemicException(MemicErrorCodes.SecretUnavailable, $"The secret '{name}' holds no key."),
            };
        }
        catch (RuntimeException e)
        {
            throw new MemicException(MemicErrorCodes.SecretUnavailable, e.Message, e);
        }
    }
}
