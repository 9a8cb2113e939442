using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Muster.Fleet.Rules;

/// <content>
/// What a value becomes where another type is wanted
/// (https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-data-types.html#iot-sql-conversions), and JSON.
/// </content>
public readonly partial struct SqlValue
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = 1000 };

    /// <summary>Converted to Decimal: a number is itself, a String is read as <c>^-?\d+(\.\d+)?((?i)E-?\d+)?$</c>; none for all others, booleans too.</summary>
    public SqlNumber? AsNumber()
    {
        if (TryGetNumber(out var number))
        {
            return number;
        }

        return _kind == SqlKind.String && SqlNumber.TryParse((string)_reference!, out var parsed) ? parsed : null;
    }

    /// <summary>Converted to Int: as <see cref="AsNumber"/>; a Decimal is rounded to the nearest whole number (half to even), a String cut.</summary>
    public SqlNumber? AsInt() => AsNumber()?.Round(0, _kind == SqlKind.String ? MidpointRounding.ToZero : MidpointRounding.ToEven);

    /// <summary>Converted to Int, as <see cref="AsInt"/>; none also where 64 bits do not hold it.</summary>
    public long? AsInt64() => AsInt() is { } number && number.TryToInt64(out var value) ? value : null;

    /// <summary>Converted to Boolean: a boolean is itself, the Strings "true" and "false" in any case are converted; none for all others.</summary>
    public bool? AsBoolean() => _kind switch
    {
        SqlKind.Boolean => _bits != 0,
        SqlKind.String when string.Equals((string)_reference!, "true", StringComparison.OrdinalIgnoreCase) => true,
        SqlKind.String when string.Equals((string)_reference!, "false", StringComparison.OrdinalIgnoreCase) => false,
        _ => null,
    };

    /// <summary>
    /// Converted to String: numbers as digits, booleans as <c>true</c> and <c>false</c>, arrays and objects as JSON; none for
    /// Null and Undefined, for bytes that are not UTF-8, and for what has more than a mebibyte as JSON.
    /// </summary>
    public string? AsText() => _kind switch
    {
        SqlKind.String => (string)_reference!,
        SqlKind.Boolean => _bits != 0 ? "true" : "false",
        SqlKind.Int or SqlKind.Decimal => TryGetNumber(out var number) ? number.ToString() : null,
        SqlKind.Array or SqlKind.Object when Evaluation.JsonSize.Fits(this, Sql.SqlLimits.OutputBytes, out _) => ToJson(),
        SqlKind.Bytes when System.Text.Unicode.Utf8.IsValid(((SqlBytes)_reference!).Value.Span) => Encoding.UTF8.GetString(((SqlBytes)_reference!).Value.Span),
        _ => null,
    };

    /// <summary>
    /// Writes the value as JSON. Undefined members of objects are left out, undefined items of arrays become <c>null</c>, bytes
    /// become base64. The value itself must not be Undefined.
    /// </summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        switch (_kind)
        {
            case SqlKind.Boolean:
                writer.WriteBooleanValue(_bits != 0);
                break;
            case SqlKind.Int or SqlKind.Decimal:
                WriteNumber(writer);
                break;
            case SqlKind.String:
                writer.WriteStringValue((string)_reference!);
                break;
            case SqlKind.Array:
                writer.WriteStartArray();
                foreach (var item in (IReadOnlyList<SqlValue>)_reference!)
                {
                    item.WriteTo(writer);
                }

                writer.WriteEndArray();
                break;
            case SqlKind.Object:
                writer.WriteStartObject();
                foreach (var (name, value) in (OrderedDictionary<string, SqlValue>)_reference!)
                {
                    if (!value.IsUndefined)
                    {
                        writer.WritePropertyName(name);
                        value.WriteTo(writer);
                    }
                }

                writer.WriteEndObject();
                break;
            case SqlKind.Bytes:
                writer.WriteBase64StringValue(((SqlBytes)_reference!).Value.Span);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    /// <summary>The value as JSON without spaces; only what JSON wants escaped is escaped.</summary>
    public string ToJson()
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output, Relaxed);
        WriteTo(writer);
        writer.Flush();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private void WriteNumber(Utf8JsonWriter writer)
    {
        if (_reference is null && _exponent == 0)
        {
            writer.WriteNumberValue(_bits);
            return;
        }

        TryGetNumber(out var number);
        Span<byte> text = stackalloc byte[64];
        writer.WriteRawValue(text[..number.Format(text)], skipInputValidation: true);
    }
}
