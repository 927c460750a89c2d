namespace Memic.Emulator;

internal enum UrlVerdict
{
    Good,
    BadSignature,
    Expired,
}
