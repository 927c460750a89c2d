using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Memic.Emulator;

/// <summary>Creates and checks presigned URLs.</summary>
internal sealed class PresignedUrls(EmulatorState state)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public string Sign(StoredFile file)
    {
        var expiry = (state.UtcNow + state.Options.UrlLifetime).UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
        var leaf = Uri.EscapeDataString(FileTypes.GetFileName(file.Name));
        var end = Uri.EscapeDataString(expiry);
        var signature = Uri.EscapeDataString(ComputeSignature(file.Id, expiry));

        // Clients recognise Azure by the parameters of its URLs, so only those may look like that.
        var query = state.Options.Storage == StorageKind.Azure
            ? $"sv=2024-11-04&sp=cw&sr=b&se={end}&sig={signature}"
            : $"expires={end}&signature={signature}";
        var origin = state.Options.StorageOrigin?.GetLeftPart(UriPartial.Authority) ?? state.Origin;
        return $"{origin}{EmulatorHost.StoragePrefix}/{file.Id}/{leaf}?{query}";
    }

    public PresignedUrlStatus Check(Guid id, string? expiry, string? signature)
    {
        if (expiry is null || signature is null ||
            !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(ComputeSignature(id, expiry)), Encoding.UTF8.GetBytes(signature)))
        {
            return PresignedUrlStatus.InvalidSignature;
        }

        var end = DateTimeOffset.ParseExact(expiry, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return end <= state.UtcNow ? PresignedUrlStatus.Expired : PresignedUrlStatus.Valid;
    }

    private string ComputeSignature(Guid id, string expiry) =>
        Convert.ToBase64String(HMACSHA256.HashData(state.SigningSecret, Encoding.UTF8.GetBytes($"{id}\n{expiry}")));
}

internal enum PresignedUrlStatus
{
    Valid,
    InvalidSignature,
    Expired,
}
