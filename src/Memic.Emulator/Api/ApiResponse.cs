using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Memic.Emulator;

/// <summary>A status and, for most endpoints, an object to send as JSON.</summary>
internal sealed record ApiResponse(int Status, object? Body = null)
{
    private static readonly JsonSerializerOptions SerializerOptions = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static ApiResponse Ok(object body) => new(StatusCodes.Status200OK, body);

    public static byte[] CreateErrorBody(string code, string detail, string requestId) =>
        JsonSerializer.SerializeToUtf8Bytes(new { Detail = detail, Code = code, RequestId = requestId }, SerializerOptions);

    public static void WriteError(HttpContext context, int status, string code, string detail) =>
        Write(context.Response, status, CreateErrorBody(code, detail, context.Features.Get<RequestFeature>()?.Record.RequestId ?? ""));

    public static void WriteError(HttpContext context, ApiException error)
    {
        if (error.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        WriteError(context, error.Status, error.Code, error.Message);
    }

    // FastAPI sends the list alone, without code and request id.
    public static void WriteError(HttpContext context, RequestValidationException error) =>
        new ApiResponse(StatusCodes.Status422UnprocessableEntity, new { Detail = error.Errors }).Write(context.Response);

    public void Write(HttpResponse response)
    {
        if (Body is null)
        {
            response.StatusCode = Status;
        }
        else
        {
            Write(response, Status, JsonSerializer.SerializeToUtf8Bytes(Body, SerializerOptions));
        }
    }

    private static void Write(HttpResponse response, int status, byte[] body)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        // Not flushed: the response is sent when the whole pipeline has finished with the request.
        response.BodyWriter.Write(body);
    }
}
