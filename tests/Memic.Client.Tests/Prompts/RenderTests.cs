namespace Memic.Client.Tests;

/// <summary>The rules by which a prompt is filled in.</summary>
public class RenderTests
{
    [Theory]
    [InlineData("Hello {{name}}!", "Hello Ann!")]
    [InlineData("Hello {{ name }}!", "Hello Ann!")]
    [InlineData("Hello {{\n  name\t}}!", "Hello Ann!")]
    [InlineData("{{name}}{{name}}", "AnnAnn")]
    [InlineData("{{{name}}}", "{Ann}")]
    [InlineData("{{a-b}} {{a.b}} {{}} { {name} } {{name}", "{{a-b}} {{a.b}} {{}} { {name} } {{name}")]
    [InlineData("", "")]
    public void Placeholders_are_filled_with_or_without_spaces_and_nothing_else_is_touched(string body, string expected) =>
        Assert.Equal(expected, Render(body, ("name", "Ann")));

    [Fact]
    public void Names_are_case_sensitive() => Assert.Equal("a A", Render("{{x}} {{X}}", ("x", "a"), ("X", "A")));

    [Fact]
    public void Names_may_be_of_any_letters() =>
        Assert.Equal("1 2 3", Render("{{gr\u00F6\u00DFe}} {{ \u540D\u524D }} {{_9}}", ("gr\u00F6\u00DFe", "1"), ("\u540D\u524D", "2"), ("_9", "3")));

    [Fact]
    public void Values_that_are_not_used_are_ignored() => Assert.Equal("Hi", Render("Hi", ("name", "Ann")));

    [Fact]
    public void Every_variable_that_is_missing_is_named_once_and_in_the_order_of_the_text()
    {
        var error = Assert.Throws<MemicException>(() => Render("{{b}} {{a}} {{b}} {{c}}", ("a", "1")));

        Assert.Equal(("prompt_variable_missing", MemicErrorCategory.InvalidArgument), (error.Code, error.Error.Category));
        Assert.EndsWith(": b, c.", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_variable_can_be_left_in_place() => Assert.Equal("1 {{  b }}", Prompt("{{a}} {{  b }}").Render(new Dictionary<string, string> { ["a"] = "1" }, allowMissing: true));

    [Fact]
    public void The_text_counts_and_not_what_the_service_lists_as_variables()
    {
        var prompt = Prompt("{{a}}") with { Variables = MemicStringList.From(["b"]) };

        Assert.Equal("1", prompt.Render(new Dictionary<string, string> { ["a"] = "1" }));
    }

    [Theory]
    [InlineData("{{b}}")]
    [InlineData("$1 $& ${name} $$ \\1")]
    [InlineData("")]
    public void A_value_is_put_in_to_the_letter_and_never_expanded_again(string value) =>
        Assert.Equal($"[{value}] 2", Render("[{{a}}] {{b}}", ("a", value), ("b", "2")));

    internal static MemicPrompt Prompt(string body) => new() { Name = "test", Body = body };

    private static string Render(string body, params (string Name, string Value)[] values) => Prompt(body).Render(values.ToDictionary(value => value.Name, value => value.Value));
}
