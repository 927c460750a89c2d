using System.Diagnostics;

namespace Memic.Emulator;

internal static class ParentProcess
{
    public static async Task WaitForExitAsync(int id, CancellationToken cancellationToken)
    {
        Process parent;
        try
        {
            parent = Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return;
        }

        using (parent)
        {
            await parent.WaitForExitAsync(cancellationToken);
        }
    }
}
