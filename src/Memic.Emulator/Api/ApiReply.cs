using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Memic.Emulator;

/// <summary>A status and, mostly, an object to send as JSON.</summary>
internal sealed record ApiReply(int Status, object? Body = null)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static ApiReply Ok(object body) => new(StatusCodes.Status200OK, body);

    public static byte[] ErrorBody(string code, string detail, string requestId) =>
        JsonSerializer.SerializeToUtf8Bytes(new { Detail = detail, Code = code, RequestId = requestId }, Json);

    public static void Error(HttpContext context, int status, string code, string detail) =>
        Send(context.Response, status, ErrorBody(code, detail, context.Features.Get<Exchange>()?.Record.RequestId ?? ""));

    public static void Error(HttpContext context, ApiException error)
    {
        if (error.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        Error(context, error.Status, error.Code, error.Message);
    }

    // As FastAPI does it: the list alone, without code and request id.
    public static void Error(HttpContext context, ShapeException error) =>
        new ApiReply(StatusCodes.Status422UnprocessableEntity, new { Detail = error.Errors }).Send(context.Response);

    public void Send(HttpResponse response)
    {
        if (Body is null)
        {
            response.StatusCode = Status;
        }
        else
        {
            Send(response, Status, JsonSerializer.SerializeToUtf8Bytes(Body, Json));
        }
    }

    private static void Send(HttpResponse response, int status, byte[] body)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        // Written but not flushed: the reply leaves when the whole pipeline has finished with the request.
        response.BodyWriter.Write(body);
    }
}
