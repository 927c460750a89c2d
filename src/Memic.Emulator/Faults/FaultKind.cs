namespace Memic.Emulator;

/// <summary>The kinds of faults.</summary>
public enum FaultKind
{
    /// <summary>Sends the response that the fault specifies; without a status and a body, the response of the endpoint.</summary>
    Respond,

    /// <summary>Resets the connection before the request is executed.</summary>
    Reset,

    /// <summary>Executes the request, and resets the connection before the response is sent.</summary>
    LostReply,

    /// <summary>Never responds, until the client disconnects.</summary>
    Hang,

    /// <summary>Announces the full length of the response body, and closes the connection after half of it.</summary>
    CutBody,

    /// <summary>Announces the full length of the response body, and sends nothing more after <see cref="Fault.Bytes"/> bytes until the client disconnects.</summary>
    StallBody,

    /// <summary>Sends <see cref="Fault.Bytes"/> bytes of the response body, at least one, in each <see cref="Fault.Interval"/>.</summary>
    SlowBody,

    /// <summary>Sends the response body, and then filler bytes until the client disconnects.</summary>
    EndlessBody,

    /// <summary>Redirects to <see cref="Fault.Target"/>.</summary>
    Redirect,

    /// <summary>Makes storage treat the presigned URL as expired.</summary>
    ExpireUrl,

    /// <summary>Resets the connection after <see cref="Fault.Bytes"/> bytes of the request body.</summary>
    AbortAfterBytes,

    /// <summary>Reads <see cref="Fault.Bytes"/> bytes of the request body, and then nothing more until the client disconnects.</summary>
    Stall,

    /// <summary>Responds, by default with 403, after <see cref="Fault.Bytes"/> bytes of the request body, and closes the connection without reading the rest.</summary>
    RespondEarlyAndClose,

    /// <summary>Responds, by default with 403, after <see cref="Fault.Bytes"/> bytes of the request body, and then reads the rest.</summary>
    RespondEarlyAndRead,

    /// <summary>Responds, by default with 403, after <see cref="Fault.Bytes"/> bytes of the request body, and neither reads the rest nor closes the connection.</summary>
    RespondEarlyAndStall,
}
