namespace Memic.Emulator;

/// <summary>The kinds of faults.</summary>
public enum FaultKind
{
    /// <summary>Sends the response that the fault specifies; without a status and a body, the response of the endpoint.</summary>
    Respond,

    /// <summary>Resets the connection before the request is processed.</summary>
    Reset,

    /// <summary>Processes the request, and resets the connection before the response is sent.</summary>
    LostReply,

    /// <summary>Announces the full length of the response body, and closes the connection after half of it.</summary>
    CutBody,

    /// <summary>Makes storage treat the presigned URL as expired.</summary>
    ExpireUrl,

    /// <summary>Redirects to <see cref="Fault.Target"/>.</summary>
    Redirect,

    /// <summary>Resets the connection after <see cref="Fault.Bytes"/> bytes of the request body.</summary>
    AbortAfterBytes,

    /// <summary>Reads <see cref="Fault.Bytes"/> bytes of the request body, and then nothing more until the client disconnects.</summary>
    Stall,
}
