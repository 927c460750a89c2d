namespace Memic;

/// <summary>Bytes as lower-case hexadecimal digits.</summary>
internal static class Hex
{
    public static string Of(byte[] bytes)
    {
#if NET
        return Convert.ToHexString(bytes).ToLowerInvariant();
#else
        return BitConverter.ToString(bytes).Replace("-", string.Empty).ToLowerInvariant();
#endif
    }
}
