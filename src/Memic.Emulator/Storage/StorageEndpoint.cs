using System.Buffers;
using System.Text;

namespace Memic.Emulator;

/// <summary>The storage behind the presigned URLs. It does not check API keys.</summary>
internal sealed class StorageEndpoint(EmulatorState state)
{
    public async Task PutAsync(HttpContext context)
    {
        var feature = RequestFeature.Get(context);
        var request = context.Request;
        var file = state.Files.Find(RawTarget.GetSegment(context, "id"));
        var verdict = file is null ? PresignedUrlStatus.InvalidSignature : new PresignedUrls(state).Check(file.Id, request.Query["se"].FirstOrDefault() ?? request.Query["expires"], request.Query["sig"].FirstOrDefault() ?? request.Query["signature"]);
        var refusal = feature.IsUrlExpired || verdict is PresignedUrlStatus.Expired ? (403, "AuthenticationFailed", "The signature is no longer valid: its time is over.")
            : verdict is PresignedUrlStatus.InvalidSignature ? (403, "AuthenticationFailed", "The signature does not match.")
            : state.Options.Storage is StorageKind.Azure ? CheckAzureHeaders(request)
            : default;
        if (refusal is (int status, { } code, { } message))
        {
            WriteError(context.Response, status, code, message);
            return;
        }

        var content = await UploadReceiver.ReceiveAsync(
            request.BodyReader,
            request.ContentType,
            state.Files.NewContentPath(),
            size => feature.Record.BodyLength = size,
            context.RequestAborted);
        feature.Record.BodySha256 = content.Sha256;
        state.Files.Change(file!, () =>
        {
            file!.Content?.Discard();
            file.Content = content;
        });
        context.Response.StatusCode = state.Options.Storage is StorageKind.Azure ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        context.Response.Headers.ETag = $"\"{content.Sha256[..16]}\"";
        context.Response.ContentLength = 0;
    }

    private static (int Status, string Code, string Message) CheckAzureHeaders(HttpRequest request) =>
        request.ContentLength is null ? (411, "MissingContentLengthHeader", "Content-Length is required.")
        : request.Headers["x-ms-blob-type"] != "BlockBlob" ? (400, "MissingRequiredHeader", "x-ms-blob-type is required.")
        : default;

    private void WriteError(HttpResponse response, int status, string code, string message)
    {
        var isXml = state.Options.Storage is StorageKind.Azure;
        var body = isXml
            ? $"\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>{message}</Message></Error>"
            : message;
        if (isXml)
        {
            response.Headers["x-ms-error-code"] = code;
        }

        response.StatusCode = status;
        response.ContentType = isXml ? "application/xml" : "text/plain";
        response.BodyWriter.Write(Encoding.UTF8.GetBytes(body));
    }
}
