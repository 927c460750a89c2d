using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Memic.Emulator;

/// <summary>Makes and checks the presigned URLs.</summary>
internal sealed class UploadUrls(EmulatorState state)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public string Sign(StoredFile file)
    {
        var expiry = (state.Now + state.Options.UrlLifetime).UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
        var leaf = Uri.EscapeDataString(FileTypes.LeafName(file.Name));
        var end = Uri.EscapeDataString(expiry);
        var signature = Uri.EscapeDataString(Signature(file.Id, expiry));

        // Clients tell Azure by how its URLs are signed, so only Azure's may look like that.
        var query = state.Options.Storage == StorageKind.Azure
            ? $"sv=2024-11-04&sp=cw&sr=b&se={end}&sig={signature}"
            : $"expires={end}&signature={signature}";
        return $"{state.Origin}{EmulatorHost.StoragePrefix}/{file.Id}/{leaf}?{query}";
    }

    public UrlVerdict Check(Guid id, string? expiry, string? signature)
    {
        if (expiry is null || signature is null ||
            !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Signature(id, expiry)), Encoding.UTF8.GetBytes(signature)))
        {
            return UrlVerdict.BadSignature;
        }

        var end = DateTimeOffset.ParseExact(expiry, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return end <= state.Now ? UrlVerdict.Expired : UrlVerdict.Good;
    }

    private string Signature(Guid id, string expiry) =>
        Convert.ToBase64String(HMACSHA256.HashData(state.SigningSecret, Encoding.UTF8.GetBytes($"{id}\n{expiry}")));
}
