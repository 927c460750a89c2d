using System.Text;

namespace Memic.Client.Tests;

public class ErrorReaderTests
{
    [Fact]
    public void Without_a_code_it_is_http_and_the_status() =>
        Assert.Equal(new MemicErrorBody("http_404", "Gone fishing", "req_1"), Read(404, """{"detail": "Gone fishing", "request_id": "req_1"}"""));

    [Fact]
    public void Without_a_request_id_there_is_none() =>
        Assert.Equal(new MemicErrorBody("file_not_found", "File not found", null), Read(404, """{"detail": "File not found", "code": "file_not_found"}"""));

    [Fact]
    public void A_code_that_is_not_known_is_unchanged() => Assert.Equal("Brand-New.Code", Read(418, """{"code": "Brand-New.Code"}""").Code);

    [Fact]
    public void A_detail_that_is_a_list_names_every_field() => Assert.Equal(
        "body.filename: Field required; body.size: Input should be greater than 0",
        Read(422, """{"detail": [{"loc": ["body", "filename"], "msg": "Field required", "type": "missing"}, {"loc": ["body", "size"], "msg": "Input should be greater than 0", "type": "greater_than"}]}""").Detail);

    [Fact]
    public void A_detail_that_is_a_list_of_texts_is_joined() => Assert.Equal("one; two", Read(422, """{"detail": ["one", "two"]}""").Detail);

    [Fact]
    public void A_detail_that_is_an_object_shows_its_message() => Assert.Equal("Too many pages", Read(400, """{"detail": {"message": "Too many pages", "limit": 5}}""").Detail);

    [Fact]
    public void A_detail_that_is_an_object_without_a_message_is_shown_as_it_is() => Assert.Equal("""{"limit":5}""", Read(400, """{"detail": {"limit":5}}""").Detail);

    [Theory]
    [InlineData("message")]
    [InlineData("error")]
    public void Without_a_detail_the_message_or_error_counts(string name) => Assert.Equal("No.", Read(400, $$"""{"{{name}}": "No."}""").Detail);

    [Fact]
    public void The_detail_counts_more_than_a_message_before_it() => Assert.Equal("yes", Read(400, """{"message": "no", "detail": "yes"}""").Detail);

    [Theory]
    [InlineData("""["a", "b"]""", "a; b")]
    [InlineData("\"plain\"", "plain")]
    public void A_body_that_is_json_but_no_object_is_shown(string body, string detail) => Assert.Equal(new MemicErrorBody("http_400", detail, null), Read(400, body));

    [Fact]
    public void An_html_page_gives_its_title() => Assert.Equal(
        new MemicErrorBody("http_502", "502 Bad Gateway", null),
        Read(502, "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body></html>"));

    [Fact]
    public void An_html_page_without_a_title_gives_its_text_without_scripts() => Assert.Equal(
        "Sorry & good bye", Read(503, "<body><style>b { color: red }</style><script>alert('x')</script><p>Sorry &amp; <b>good bye</b></p></body>").Detail);

    [Fact]
    public void Xml_of_a_storage_gives_its_code_and_message() => Assert.Equal(
        "AuthenticationFailed: Signature did not match.",
        Read(403, "\uFEFF<?xml version=\"1.0\"?><Error><Code>AuthenticationFailed</Code><Message>Signature did not match.</Message></Error>").Detail);

    [Theory]
    [InlineData("")]
    [InlineData("   \r\n")]
    [InlineData("{}")]
    [InlineData("null-ish: {")]
    public void There_is_always_a_detail(string body) => Assert.False(string.IsNullOrWhiteSpace(Read(500, body).Detail));

    [Fact]
    public void Nothing_in_the_body_gives_the_reason_phrase() => Assert.Equal("I'm a teapot", ErrorReader.Read(418, "I'm a teapot", []).Detail);

    [Fact]
    public void Bytes_that_are_not_utf_8_cost_only_themselves()
    {
        byte[] body = [.. "{\"detail\": \"caf"u8, 0xE9, .. "\", \"code\": \"bad_name\"}"u8];

        Assert.Equal(new MemicErrorBody("bad_name", "caf\uFFFD", null), ErrorReader.Read(400, null, body));
    }

    [Fact]
    public void A_body_that_was_cut_short_still_gives_what_came_before_the_cut() => Assert.Equal(
        new MemicErrorBody("rate_limit_exceeded", "Too many requests", null), Read(429, """{"detail": "Too many requests", "code": "rate_limit_exceeded", "request_id": "req_0"""));

    [Fact]
    public void A_long_detail_is_cut_to_what_a_person_reads() => Assert.InRange(Read(400, new string('x', 60_000)).Detail.Length, 1000, 2100);

    [Theory]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("\"  \"")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void A_code_that_says_nothing_is_no_code(string code) => Assert.Equal("http_409", Read(409, $$"""{"detail": "x", "code": {{code}}}""").Code);

    [Fact]
    public void Half_of_a_character_in_the_detail_does_not_cost_the_code() =>
        Assert.Equal("bad_name", Read(400, """{"detail": "odd \ud83d name", "code": "bad_name"}""").Code);

    [Fact]
    public void Json_that_is_nested_without_end_is_survived() => Assert.Equal("http_400", Read(400, string.Concat(Enumerable.Repeat("{\"detail\":[", 500))).Code);

    [Theory]
    [InlineData("""{"detail": "The table of cont""", "The table of cont")]
    [InlineData("""{"detail": "one\ntwo \u00""", "one\ntwo ")]
    [InlineData("""{"detail": "a\""", "a")]
    [InlineData("""{"detail": "a\\""", "a\\")]
    [InlineData("""{"message": "Too many""", "Too many")]
    [InlineData("""{"detail": [{"loc": ["body", "size"], "msg": "too sma""", "body.size: too sma")]
    [InlineData("""{"detail": [{"msg": "first"}, {"msg": "second"}, {"ms""", "first; second")]
    [InlineData("""{"detail": [{"msg": "first"}, {"msg": """, "first")]
    [InlineData("""{"detail": [{"msg": "first", "code": 12""", "first")]
    [InlineData("""{"detail": {"message": "odd", "trace": ["a", "b\""", "odd")]
    [InlineData("""{"detail": ["one", "two", tr""", "one; two")]
    [InlineData("""["one", "tw""", "one; tw")]
    public void A_detail_that_was_cut_short_counts_as_far_as_it_came(string body, string detail) => Assert.Equal(new MemicErrorBody("http_400", detail, null), Read(400, body));

    [Fact]
    public void Of_a_detail_that_was_cut_short_code_and_request_id_before_it_are_kept() => Assert.Equal(
        new MemicErrorBody("bad_name", "A long sto", "req_1"), Read(400, """{"code": "bad_name", "request_id": "req_1", "detail": "A long sto"""));

    [Fact]
    public void Half_of_a_code_is_none() => Assert.Equal(new MemicErrorBody("http_429", "Too many", null), Read(429, """{"detail": "Too many", "code": "rate_limit"""));

    [Theory]
    [InlineData("{\"trace\": \"a very long sto")]
    [InlineData("{\"detail")]
    [InlineData("{\"detail\": {\"a\": {\"a\": ")]
    public void A_body_that_was_cut_before_it_said_anything_gives_the_reason_phrase_and_no_raw_json(string body) =>
        Assert.DoesNotContain("{\"", ErrorReader.Read(400, "Bad Request", Encoding.UTF8.GetBytes(body + (body[^1] == ' ' ? new string('{', 100) : ""))).Detail, StringComparison.Ordinal);

    private static MemicErrorBody Read(int status, string body) => ErrorReader.Read(status, null, Encoding.UTF8.GetBytes(body));
}
