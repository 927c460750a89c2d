using System.Management.Automation;
using System.Security;

namespace Memic.Cmdlets;

/// <summary>
/// Takes a key as text, SecureString or credential, and binds an object that shows nothing: error records carry the bound
/// parameters with them. What is no key binds as an object with the reason, which the cmdlet raises.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiKeyTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
            {
                ApiKey key => key,
                SecureString secret => new ApiKey(secret),
                PSCredential credential => new ApiKey(credential.Password),
                string text => new ApiKey(text),
                null => new UnusableApiKey("-ApiKey is null: what was passed holds nothing."),
                var other => new UnusableApiKey($"-ApiKey takes text, a SecureString or a credential, not {InputText.Describe(other)}."),
            };
        }
        catch (MemicException e)
        {
            return new UnusableApiKey(e.Detail);
        }
    }
}
