namespace Memic.Emulator;

/// <summary>A status that a file came to have.</summary>
/// <param name="Status">The granular status.</param>
/// <param name="At">Since when it had it.</param>
public sealed record FileStatusChange(string Status, DateTimeOffset At);
