namespace Memic;

/// <summary>When and how often a failed request is sent again: after 429, 5xx and network failures, never after another 4xx (errors page).</summary>
public sealed class RetrySettings
{
    /// <summary>Gets or sets how many times a failed request is sent again: 0 to 100, 0 for never. Default 4, which makes the five attempts of the errors page.</summary>
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>Gets or sets the longest <c>Retry-After</c> that is waited for; beyond it the error is raised at once. Default two minutes.</summary>
    public TimeSpan MaximumRetryDelay { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Gets or sets how many times a request is sent again where no connection can be made at all: the name is unknown, nobody listens, the
    /// certificate is refused. Default <see langword="null"/>, as <see cref="MaximumRetryCount"/>; less where a person waits for the answer.
    /// </summary>
    public int? MaximumConnectRetryCount { get; set; }
}
