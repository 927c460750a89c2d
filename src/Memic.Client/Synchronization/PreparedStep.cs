namespace Memic;

/// <summary>A step that was decided by the content of its file.</summary>
/// <param name="Step">The step.</param>
/// <param name="Content">What the file holds.</param>
internal sealed record PreparedStep(SyncStep Step, FileFingerprint Content);
