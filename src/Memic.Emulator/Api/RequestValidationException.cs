namespace Memic.Emulator;

/// <summary>The error for a request whose fields are missing or invalid. It becomes a 422 with one entry for each field, as FastAPI reports them.</summary>
internal sealed class RequestValidationException(IReadOnlyList<FieldError> errors) : Exception("The request is not valid.")
{
    public IReadOnlyList<FieldError> Errors { get; } = errors;
}

internal sealed record FieldError(string Type, IReadOnlyList<string> Loc, string Msg);
