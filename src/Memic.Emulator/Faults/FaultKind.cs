namespace Memic.Emulator;

/// <summary>The ways in which a request can go wrong.</summary>
public enum FaultKind
{
    /// <summary>A reply of the fault's own making; without a status and a body, the true one.</summary>
    Respond,

    /// <summary>The connection is dropped before anything is read or answered.</summary>
    Reset,

    /// <summary>The request takes effect, and the connection is dropped before the first byte of the reply.</summary>
    LostReply,

    /// <summary>The reply announces its full length, and ends half way.</summary>
    CutBody,

    /// <summary>Storage takes the presigned URL as expired.</summary>
    ExpireUrl,

    /// <summary>A redirect to <see cref="Fault.Target"/>.</summary>
    Redirect,

    /// <summary>The connection is dropped once <see cref="Fault.Bytes"/> bytes of the upload are read.</summary>
    AbortAfterBytes,

    /// <summary>After <see cref="Fault.Bytes"/> bytes nothing more is read until the client goes away.</summary>
    Stall,
}
