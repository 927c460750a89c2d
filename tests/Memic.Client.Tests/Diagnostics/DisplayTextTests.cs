using System.Globalization;
using FsCheck;
using FsCheck.Xunit;

namespace Memic.Client.Tests;

/// <summary>Text of other people that is about to be shown.</summary>
public class DisplayTextTests
{
    private const string Hostile = "a\u001b[2J\u009b31m\u202egnp\u2066\u0007\b\u007f";

    [Property]
    public bool No_control_and_no_bidirectional_control_survives(string? text) => DisplayText.Clean(Mix(text)).All(c => !IsDangerous(c));

    [Property]
    public bool With_lines_kept_only_line_feeds_and_tabs_survive(string? text) => DisplayText.CleanLines(Mix(text)).All(c => c is '\n' or '\t' || !IsDangerous(c));

    [Property]
    public bool Letters_marks_digits_and_pairs_of_every_language_stay(string? text)
    {
        var kept = string.Concat((text ?? "").Where(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark));
        return DisplayText.Clean(kept) == kept && DisplayText.CleanLines(kept) == kept;
    }

    [Property]
    public bool Cleaning_twice_changes_nothing(string? text) => DisplayText.Clean(DisplayText.Clean(text)) == DisplayText.Clean(text);

    [Theory]
    [InlineData("\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \u4f60\u597d \ud83d\ude00 e\u0301 \u200d na\u00efve")]
    public void Text_of_other_scripts_stays_as_it_is(string text) => Assert.Equal(text, DisplayText.Clean(text));

    [Fact]
    public void Controls_become_marks_that_can_be_seen() => Assert.Equal("a\u241b[2J\ufffd31m\ufffdgnp\ufffd\u2407\u2408\u2421", DisplayText.Clean(Hostile));

    [Fact]
    public void Line_breaks_become_spaces_so_that_no_line_can_be_forged() =>
        Assert.Equal("a b c d e f", DisplayText.Clean("a\r\nb\nc\rd\u0085e\u2028f"));

    [Fact]
    public void The_text_of_every_object_is_clean()
    {
        using var connection = new MemicConnection(new MemicConnectionSettings { ApiKey = new ApiKey(TestEnvironment.Key), Name = Hostile });
        object[] objects =
        [
            new MemicFile { Id = Hostile, Name = Hostile, Status = Hostile },
            new MemicFile { Id = Hostile, Status = Hostile },
            new MemicProject { Id = Hostile, Name = Hostile },
            new MemicPrompt { Name = Hostile, Body = Hostile },
            new MemicContext { OrganizationName = Hostile, ProjectId = Hostile, EnvironmentSlug = Hostile },
            new MemicSearchHit { Content = Hostile },
            new MemicSearchColumn { Name = Hostile },
            new MemicSearchRouting { Route = Hostile },
            new MemicSearchResponse { Query = Hostile },
            new MemicAnswer { Question = Hostile, Answer = Hostile },
            new MemicCitation { FileName = Hostile },
            new MemicCitation { FileId = Hostile, PageNumber = 3 },
            new MemicMetadata { [Hostile] = Hostile },
            new MemicConnectionCheck { Name = "Key", Error = new MemicException("code", Hostile) },
            new MemicConnectionTest { Name = Hostile, BaseUri = new Uri("https://memic.example"), Checks = [] },
            connection,
        ];

        Assert.All(objects, item => Assert.DoesNotContain(item.ToString()!, IsDangerous));
    }

    [Fact]
    public void Metadata_is_still_its_own_json_as_text() =>
        Assert.Equal(Hostile, System.Text.Json.JsonDocument.Parse(new MemicMetadata { ["key"] = Hostile }.ToString()).RootElement.GetProperty("key").GetString());

    private static string Mix(string? text) => text + Hostile + text;

    private static bool IsDangerous(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\u061c' or '\u200e' or '\u200f' || c is >= '\u202a' and <= '\u202e' || c is >= '\u2066' and <= '\u2069';
}
