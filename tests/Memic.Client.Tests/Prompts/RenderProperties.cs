using FsCheck;
using FsCheck.Xunit;

namespace Memic.Client.Tests;

public class RenderProperties
{
    [Property]
    public bool Any_value_comes_out_as_it_went_in(NonNull<string> before, NonNull<string> value, NonNull<string> after)
    {
        var (left, right) = (Plain(before.Get), Plain(after.Get));

        return Render(left + "{{ x }}" + right, value.Get) == left + value.Get + right;
    }

    [Property]
    public bool Values_are_never_expanded_again(NonNull<string> one, NonNull<string> two) =>
        RenderTests.Prompt("{{x}}|{{y}}").Render(new Dictionary<string, string> { ["x"] = "{{y}}" + one.Get, ["y"] = "{{x}}" + two.Get })
            == "{{y}}" + one.Get + "|{{x}}" + two.Get;

    [Property]
    public bool Text_without_placeholders_is_returned_as_it_is(NonNull<string> text) => Render(Plain(text.Get), "value") == Plain(text.Get);

    [Property]
    public bool With_missing_variables_allowed_nothing_throws_and_nothing_changes_without_values(NonNull<string> text) =>
        RenderTests.Prompt(text.Get).Render(new Dictionary<string, string>(), allowMissing: true) == text.Get;

    private static string Plain(string text) => text.Replace("{", "(", StringComparison.Ordinal).Replace("}", ")", StringComparison.Ordinal);

    private static string Render(string body, string value) => RenderTests.Prompt(body).Render(new Dictionary<string, string> { ["x"] = value });
}
