namespace Memic.Client.Tests;

/// <summary>Text that reaches a stream holds neither the key nor what signs an upload.</summary>
public class RedactorTests
{
    [Theory]
    [InlineData("the key is mk_live_EXAMPLE")]
    [InlineData("PUT https://storage.example/1/a.pdf?sv=1&sig=S3CRET%3D failed")]
    [InlineData("/storage/1/a.pdf?expires=1&signature=S3CRET")]
    [InlineData("{\"upload_url\": \"https://s.example/x?token=S3CRET\"}")]
    [InlineData("<Error><Code>SignatureDoesNotMatch</Code><SignatureProvided>S3CRET</SignatureProvided></Error>")]
    public void Secrets_are_taken_out(string text)
    {
        var shown = new Redactor("mk_live_EXAMPLE").Redact(text);

        Assert.DoesNotContain("S3CRET", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("mk_live_EXAMPLE", shown, StringComparison.Ordinal);
        Assert.Contains("(redacted)", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_without_secrets_stays_as_it_is() =>
        Assert.Equal("Why? 1 < 2, a = b", new Redactor("mk_live_EXAMPLE").Redact("Why? 1 < 2, a = b"));
}
