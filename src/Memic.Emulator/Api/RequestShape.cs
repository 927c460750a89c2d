using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Memic.Emulator;

/// <summary>Reads fields out of a body or a query and collects what is wrong with them, as FastAPI reports it.</summary>
internal sealed class RequestShape
{
    private readonly JsonObject fields;
    private readonly string source;
    private readonly List<ShapeError> errors;

    private RequestShape(JsonObject fields, string source, List<ShapeError>? errors = null)
    {
        this.fields = fields;
        this.source = source;
        this.errors = errors ?? [];
    }

    public static RequestShape OfBody(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject fields
                ? new RequestShape(fields, "body")
                : throw new ShapeException([new ShapeError("model_attributes_type", ["body"], "Input should be a valid object")]);
        }
        catch (JsonException)
        {
            throw new ShapeException([new ShapeError("json_invalid", ["body"], "JSON decode error")]);
        }
    }

    public static RequestShape OfQuery(IQueryCollection query)
    {
        var fields = new JsonObject();
        foreach (var (name, value) in query)
        {
            fields[name] = long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : value.ToString();
        }

        return new RequestShape(fields, "query");
    }

    /// <summary>The same list of errors, one object deeper.</summary>
    public RequestShape Nested(string name) => new(Object(name) ?? [], source + "." + name, errors);

    public string Text(string name, int min = 0, int max = int.MaxValue, string? fallback = null)
    {
        if (Take(name, isRequired: fallback is null) is not { } node)
        {
            return fallback ?? "";
        }

        if (node.GetValueKind() is not JsonValueKind.String)
        {
            return Fail(name, "string_type", "Input should be a valid string", "");
        }

        var text = node.GetValue<string>();
        return text.Length < min ? Fail(name, "string_too_short", $"String should have at least {min} character(s)", text)
            : text.Length > max ? Fail(name, "string_too_long", $"String should have at most {max} character(s)", text)
            : text;
    }

    public string? OptionalText(string name, int max = int.MaxValue) =>
        fields[name] is null ? null : Text(name, 0, max);

    public double Number(string name, double min, double max, double? fallback = null)
    {
        if (Take(name, isRequired: fallback is null) is not { } node)
        {
            return fallback ?? 0;
        }

        if (node.GetValueKind() is not JsonValueKind.Number)
        {
            return Fail(name, "number_type", "Input should be a valid number", 0d);
        }

        var number = Convert.ToDouble(node.ToString(), CultureInfo.InvariantCulture);
        return number < min ? Fail(name, "greater_than_equal", string.Create(CultureInfo.InvariantCulture, $"Input should be greater than or equal to {min}"), number)
            : number > max ? Fail(name, "less_than_equal", string.Create(CultureInfo.InvariantCulture, $"Input should be less than or equal to {max}"), number)
            : number;
    }

    public long Integer(string name, long min, long max, long? fallback = null)
    {
        var number = Number(name, min, max, fallback);
        return double.IsInteger(number) ? (long)number : Fail(name, "int_from_float", "Input should be a valid integer", 0L);
    }

    public bool Flag(string name, bool fallback) => fields[name]?.GetValueKind() switch
    {
        null => fallback,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Fail(name, "bool_type", "Input should be a valid boolean", fallback),
    };

    public Guid? Id(string name) => OptionalText(name) switch
    {
        null => null,
        var text => Guid.TryParse(text, out var id) ? id : Fail<Guid?>(name, "uuid_parsing", "Input should be a valid UUID", null),
    };

    public IReadOnlyList<string>? Texts(string name) => List(name, node => node.GetValueKind() is JsonValueKind.String);

    public IReadOnlyList<string>? Ids(string name) => List(name, node => Guid.TryParse(node.ToString(), out _));

    public IReadOnlyList<int>? Integers(string name) =>
        List(name, node => int.TryParse(node.ToString(), out _))?.Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToList();

    public JsonObject? Object(string name) => fields[name] switch
    {
        null => null,
        JsonObject found => found,
        _ => Fail<JsonObject?>(name, "dict_type", "Input should be a valid dictionary", null),
    };

    public void RequireOneOf(string name, string? value, IReadOnlyList<string> allowed)
    {
        if (value is not null && !allowed.Contains(value))
        {
            Fail(name, "literal_error", $"Input should be one of: {string.Join(", ", allowed)}", value);
        }
    }

    public void ThrowIfWrong()
    {
        if (errors.Count > 0)
        {
            throw new ShapeException(errors);
        }
    }

    private List<string>? List(string name, Func<JsonNode, bool> isValid) => fields[name] switch
    {
        null => null,
        JsonArray array when array.All(item => item is not null && isValid(item)) => array.Select(item => item!.ToString()).ToList(),
        _ => Fail<List<string>?>(name, "list_type", "Input should be a valid list", null),
    };

    private JsonNode? Take(string name, bool isRequired)
    {
        if (fields[name] is { } node)
        {
            return node;
        }

        if (isRequired)
        {
            errors.Add(fields.ContainsKey(name)
                ? new ShapeError("null_type", Location(name), "Input should not be null")
                : new ShapeError("missing", Location(name), "Field required"));
        }

        return null;
    }

    private T Fail<T>(string name, string type, string message, T result)
    {
        errors.Add(new ShapeError(type, Location(name), message));
        return result;
    }

    private string[] Location(string name) => [.. source.Split('.'), name];
}
