using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Xunit;

namespace Memic.Client.Tests;

public class ErrorReaderProperties
{
    [Property(MaxTest = 500)]
    public bool No_bytes_make_it_throw_or_leave_code_or_detail_empty(byte[]? bytes, PositiveInt status) =>
        IsComplete(ErrorReader.Read(status.Get, null, bytes ?? []));

    [Property(MaxTest = 500)]
    public bool No_text_makes_it_throw_or_leave_code_or_detail_empty(string? text, bool asObject) =>
        IsComplete(ErrorReader.Read(500, null, Encoding.UTF8.GetBytes(asObject ? "{\"detail\":" + text : text ?? "")));

    [Property(MaxTest = 300)]
    public bool Any_envelope_comes_out_as_it_went_in(NonWhiteSpaceString detail, NonWhiteSpaceString code, NonWhiteSpaceString requestId)
    {
        var (d, c, r) = (Valid(detail.Get, 1000), Valid(code.Get, 100), Valid(requestId.Get, 100));

        return ErrorReader.Read(400, null, Envelope(d, c, r)) == new MemicErrorBody(LooksLikeACode(c) ? c : "http_400", d, r);
    }

    [Property(MaxTest = 300)]
    public bool Any_cut_through_an_envelope_still_gives_a_code_and_a_detail(NonWhiteSpaceString detail, NonWhiteSpaceString code, NonNegativeInt cut)
    {
        var whole = Envelope(Valid(detail.Get, 1000), Valid(code.Get, 100), "req_01J9");

        var body = ErrorReader.Read(409, null, whole[..(cut.Get % (whole.Length + 1))]);
        return IsComplete(body) && (body.Code == "http_409" || body.Code == Valid(code.Get, 100)) && (body.RequestId is null or "req_01J9");
    }

    [Fact]
    public void A_cut_after_the_code_never_costs_the_code()
    {
        var whole = Envelope("File not found", "file_not_found", "req_01J9EXAMPLE");
        var end = Encoding.UTF8.GetString(whole).IndexOf("file_not_found\"", StringComparison.Ordinal) + "file_not_found\"".Length;

        Assert.All(Enumerable.Range(end, whole.Length - end), length => Assert.Equal("file_not_found", ErrorReader.Read(404, null, whole[..length]).Code));
    }

    private static bool IsComplete(MemicErrorBody body) => !string.IsNullOrWhiteSpace(body.Code) && !string.IsNullOrWhiteSpace(body.Detail);

    private static byte[] Envelope(string detail, string code, string requestId) => JsonSerializer.SerializeToUtf8Bytes(new { detail, code, request_id = requestId });

    /// <summary>Text as it can come over the wire: whole characters, and not longer than is kept.</summary>
    private static string Valid(string text, int longest)
    {
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return string.IsNullOrWhiteSpace(whole) ? "x" : whole.Length <= longest ? whole : Valid(whole[..longest], longest);
    }

    private static bool LooksLikeACode(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');
}
