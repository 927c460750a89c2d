using System.Globalization;
using System.Text.Json;

namespace Memic;

/// <summary>Gives a cell the type of its column: JSON has no dates and no exact decimals, so databases send them as text.</summary>
internal static class ColumnValues
{
    private static readonly string[] Decimals = ["numeric", "decimal", "money"];
    private static readonly string[] Integers = ["int", "serial"];
    private static readonly string[] Reals = ["float", "double", "real", "number"];

    public static object? Convert(JsonElement value, string? type)
    {
        var plain = JsonValues.ToPlain(value);
        if (plain is not string text || type is null)
        {
            return plain is long or double && Is(type, Decimals) && value.TryGetDecimal(out var exact) ? exact : plain;
        }

        const NumberStyles Style = NumberStyles.Float;
        return Is(type, Decimals) && decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number) ? number
            : Is(type, Integers) && !Is(type, ["interval", "point"]) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
            : Is(type, Reals) && double.TryParse(text, Style, CultureInfo.InvariantCulture, out var real) ? real
            : Is(type, ["bool"]) && bool.TryParse(text, out var truth) ? truth
            : Is(type, ["date", "timestamp"]) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date.UtcDateTime
            : text;
    }

    private static bool Is(string? type, string[] words) => type is not null && words.Any(word => type.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
}
