using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Reads what a caller wants to see, on the pipeline thread, so that nobody else has to ask PowerShell.</summary>
internal static class Preferences
{
    /// <summary>Whether the stream is shown or kept, by the common parameter or else by the preference variable.</summary>
    public static bool IsOn(PSCmdlet cmdlet, string stream)
    {
        if (cmdlet.MyInvocation.BoundParameters.TryGetValue(stream, out var value) && value is SwitchParameter given)
        {
            return given.IsPresent;
        }

        return ActionOf(cmdlet.SessionState.PSVariable.GetValue(stream + "Preference")) is not null and not ActionPreference.SilentlyContinue and not ActionPreference.Ignore;
    }

    /// <summary>Whether the pipeline may go on after an error, by the common parameter or else by the preference variable.</summary>
    public static bool ContinuesAfterError(PSCmdlet cmdlet) =>
        ActionOf(cmdlet.MyInvocation.BoundParameters.TryGetValue("ErrorAction", out var value) ? value : cmdlet.SessionState.PSVariable.GetValue("ErrorActionPreference"))
            is ActionPreference.Continue or ActionPreference.SilentlyContinue or ActionPreference.Ignore;

    /// <summary>Whether nothing may be changed, by -WhatIf or else by the preference variable.</summary>
    public static bool IsWhatIf(PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue("WhatIf", out var value)
            ? value is SwitchParameter { IsPresent: true }
            : LanguagePrimitives.IsTrue(cmdlet.SessionState.PSVariable.GetValue("WhatIfPreference"));

    private static ActionPreference? ActionOf(object? preference) =>
        preference is not null && LanguagePrimitives.TryConvertTo(preference, out ActionPreference action) ? action : null;
}
