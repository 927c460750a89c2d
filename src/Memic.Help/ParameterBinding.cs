namespace Memic.Help;

/// <summary>How a parameter binds in one parameter set.</summary>
internal sealed record ParameterBinding(string Set, bool IsMandatory, int? Position, bool FromPipeline, bool FromPropertyName)
{
    public string PositionText => Position?.ToString() ?? "named";

    public string PipelineText => (FromPipeline, FromPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
