namespace Memic.Cmdlets;

/// <summary>Stands for a key that is none, until the cmdlet raises it.</summary>
internal sealed class UnusableApiKey(string reason)
{
    public MemicException Error { get; } = new(MemicErrorCodes.ApiKeyMissing, reason);
}
