namespace Memic.Emulator;

/// <summary>Prints what reached the emulator since the last time, one line a request.</summary>
internal sealed class RequestPrinter(RequestLog log)
{
    private int last;

    public void Print()
    {
        foreach (var request in log.All.Where(request => request.Sequence > last).ToList())
        {
            // The query of an upload URL is a secret while it lasts, so it is not shown here either.
            Console.WriteLine($"     {request.Method,-4} {request.Path} -> {request.Status}  {request.RequestId}");
            last = request.Sequence;
        }
    }
}
