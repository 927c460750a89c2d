namespace Memic.Cmdlets;

/// <summary>Says where a connection leads, for questions: with one connection for each customer that is what to ask about.</summary>
internal static class ConnectionText
{
    /// <summary>What is known without a request: the context that Connect-Memic got, else the host.</summary>
    public static string Describe(MemicConnection connection) =>
        DisplayText.Clean($"{(connection.Context is { } context ? context.ToString() : connection.BaseUri.Host)} (connection {connection.Name})");
}
