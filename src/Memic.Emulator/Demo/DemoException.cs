namespace Memic.Emulator;

/// <summary>The demo saw something else than it should have.</summary>
internal sealed class DemoException(string message) : Exception(message)
{
    public static void ThrowUnless(bool holds, string message)
    {
        if (!holds)
        {
            throw new DemoException(message);
        }
    }
}
