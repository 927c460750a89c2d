using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Memic.Emulator;

/// <summary>Reads the fields of a body or a query, and collects an error for each that is missing or invalid.</summary>
internal sealed class RequestValidator
{
    private readonly JsonObject _fields;
    private readonly string _source;
    private readonly List<FieldError> _errors;

    private RequestValidator(JsonObject fields, string source, List<FieldError>? errors = null)
    {
        _fields = fields;
        _source = source;
        _errors = errors ?? [];
    }

    public static RequestValidator FromBody(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject fields
                ? new RequestValidator(fields, "body")
                : throw new RequestValidationException([new FieldError("model_attributes_type", ["body"], "Input should be a valid object")]);
        }
        catch (JsonException)
        {
            throw new RequestValidationException([new FieldError("json_invalid", ["body"], "JSON decode error")]);
        }
    }

    public static RequestValidator FromQuery(IQueryCollection query)
    {
        var fields = new JsonObject();
        foreach (var (name, value) in query)
        {
            fields[name] = long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : value.ToString();
        }

        return new RequestValidator(fields, "query");
    }

    /// <summary>Gets a validator for a nested object that adds to the same list of errors.</summary>
    public RequestValidator GetNested(string name) => new(GetObject(name) ?? [], _source + "." + name, _errors);

    public string GetString(string name, int min = 0, int max = int.MaxValue, string? fallback = null)
    {
        if (GetValue(name, isRequired: fallback is null) is not { } node)
        {
            return fallback ?? "";
        }

        if (node.GetValueKind() is not JsonValueKind.String)
        {
            return AddError(name, "string_type", "Input should be a valid string", "");
        }

        var text = node.GetValue<string>();
        return text.Length < min ? AddError(name, "string_too_short", $"String should have at least {min} character(s)", text)
            : text.Length > max ? AddError(name, "string_too_long", $"String should have at most {max} character(s)", text)
            : text;
    }

    public string? GetOptionalString(string name, int max = int.MaxValue) =>
        _fields[name] is null ? null : GetString(name, 0, max);

    public double GetNumber(string name, double min, double max, double? fallback = null)
    {
        if (GetValue(name, isRequired: fallback is null) is not { } node)
        {
            return fallback ?? 0;
        }

        if (node.GetValueKind() is not JsonValueKind.Number)
        {
            return AddError(name, "number_type", "Input should be a valid number", 0d);
        }

        var number = Convert.ToDouble(node.ToString(), CultureInfo.InvariantCulture);
        return number < min ? AddError(name, "greater_than_equal", string.Create(CultureInfo.InvariantCulture, $"Input should be greater than or equal to {min}"), number)
            : number > max ? AddError(name, "less_than_equal", string.Create(CultureInfo.InvariantCulture, $"Input should be less than or equal to {max}"), number)
            : number;
    }

    public long GetInteger(string name, long min, long max, long? fallback = null)
    {
        var number = GetNumber(name, min, max, fallback);
        return double.IsInteger(number) ? (long)number : AddError(name, "int_from_float", "Input should be a valid integer", 0L);
    }

    public bool GetBoolean(string name, bool fallback) => _fields[name]?.GetValueKind() switch
    {
        null => fallback,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => AddError(name, "bool_type", "Input should be a valid boolean", fallback),
    };

    public Guid? GetGuid(string name) => GetOptionalString(name) switch
    {
        null => null,
        var text => Guid.TryParse(text, out var id) ? id : AddError<Guid?>(name, "uuid_parsing", "Input should be a valid UUID", null),
    };

    public IReadOnlyList<string>? GetStrings(string name) => GetList(name, node => node.GetValueKind() is JsonValueKind.String);

    public IReadOnlyList<string>? GetGuids(string name) => GetList(name, node => Guid.TryParse(node.ToString(), out _));

    public IReadOnlyList<int>? GetIntegers(string name) =>
        GetList(name, node => int.TryParse(node.ToString(), out _))?.Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToList();

    public JsonObject? GetObject(string name) => _fields[name] switch
    {
        null => null,
        JsonObject found => found,
        _ => AddError<JsonObject?>(name, "dict_type", "Input should be a valid dictionary", null),
    };

    public void RequireOneOf(string name, string? value, IReadOnlyList<string> allowed)
    {
        if (value is not null && !allowed.Contains(value))
        {
            AddError(name, "literal_error", $"Input should be one of: {string.Join(", ", allowed)}", value);
        }
    }

    public void ThrowIfInvalid()
    {
        if (_errors.Count > 0)
        {
            throw new RequestValidationException(_errors);
        }
    }

    private List<string>? GetList(string name, Func<JsonNode, bool> isValid) => _fields[name] switch
    {
        null => null,
        JsonArray array when array.All(item => item is not null && isValid(item)) => array.Select(item => item!.ToString()).ToList(),
        _ => AddError<List<string>?>(name, "list_type", "Input should be a valid list", null),
    };

    private JsonNode? GetValue(string name, bool isRequired)
    {
        if (_fields[name] is { } node)
        {
            return node;
        }

        if (isRequired)
        {
            _errors.Add(_fields.ContainsKey(name)
                ? new FieldError("null_type", GetLocation(name), "Input should not be null")
                : new FieldError("missing", GetLocation(name), "Field required"));
        }

        return null;
    }

    private T AddError<T>(string name, string type, string message, T result)
    {
        _errors.Add(new FieldError(type, GetLocation(name), message));
        return result;
    }

    private string[] GetLocation(string name) => [.. _source.Split('.'), name];
}
