namespace Memic;

/// <summary>A response that keeps the id of its request: also an answer that is no error can be a matter for support.</summary>
internal interface IIdentifiedResponse
{
    /// <summary>Gets or sets the id of the request; <see langword="null"/> where the service sent none.</summary>
    string? RequestId { get; set; }
}
