namespace Memic.Emulator;

/// <summary>Ends a call with the list of fields that have the wrong shape.</summary>
internal sealed class ShapeException(IReadOnlyList<ShapeError> errors) : Exception("The request has the wrong shape.")
{
    public IReadOnlyList<ShapeError> Errors { get; } = errors;
}
