namespace Memic.Client.Tests;

/// <summary>A kind of fault of the matrix.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Fault">The fault of the emulator; <see langword="null"/> for a connection that is refused.</param>
/// <param name="IsRepeatable">Whether another attempt can help, so that a fault that passes goes unnoticed.</param>
internal sealed record MatrixFault(string Name, Fault? Fault, bool IsRepeatable = true)
{
    public static IReadOnlyList<MatrixFault> All { get; } =
    [
        new("connection refused", null),
        new("reset before the work", new Fault { Kind = FaultKind.Reset }),
        new("reset after the work", new Fault { Kind = FaultKind.LostReply }),
        new("hang", new Fault { Kind = FaultKind.Hang }),
        new("slow drip", new Fault { Kind = FaultKind.SlowBody, Bytes = 1, Interval = TimeSpan.FromSeconds(20) }),
        new("cut body", new Fault { Kind = FaultKind.CutBody }),
        new("429 with Retry-After", new Fault { Status = 429, RetryAfter = "7" }),
        new("429 without", new Fault { Status = 429 }),
        new("500", new Fault { Status = 500 }),
        new("502 HTML", new Fault { Status = 502, ContentType = "text/html", Body = "<html><title>Bad gateway</title></html>" }),
        new("503 with a date", new Fault { Status = 503, RetryAfterDate = TimeSpan.FromSeconds(12) }),
        new("504 after the work", new Fault { Status = 504, ExecuteFirst = true }),
        new("not JSON", new Fault { ExecuteFirst = true, Body = "{\"id\":" }, IsRepeatable: false),
        new("JSON of another shape", new Fault { ExecuteFirst = true, Body = "{\"unexpected\":true}" }, IsRepeatable: false),
    ];

    /// <summary>The fault for one kind of request.</summary>
    public Fault For(MatrixOperation operation, int times) => new()
    {
        Method = operation.Method,
        Path = operation.Path,
        Times = times,
        Kind = Fault!.Kind,
        Status = Fault.Status,
        RetryAfter = Fault.RetryAfter,
        RetryAfterDate = Fault.RetryAfterDate,
        ContentType = Fault.ContentType,
        Body = Fault.Body,
        Bytes = Fault.Bytes,
        Interval = Fault.Interval,
        ExecuteFirst = Fault.ExecuteFirst,
    };
}
