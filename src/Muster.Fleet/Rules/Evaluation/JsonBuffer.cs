using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Muster.Fleet.Rules.Sql;

namespace Muster.Fleet.Rules.Evaluation;

/// <summary>
/// Takes the JSON that a rule emits, and can forget its end again. One a thread, for a message is written in one go. What is
/// beyond <see cref="SqlLimits.OutputBytes"/> is not kept.
/// </summary>
internal sealed class JsonBuffer
{
    private const int Kept = 64 * 1024;

    [ThreadStatic]
    private static JsonBuffer? _ofThread;

    private byte[] _bytes = new byte[1024];

    /// <summary>How many bytes are in it. Setting it forgets those behind.</summary>
    public int Length { get; set; }

    /// <summary>Whether more was written than is kept.</summary>
    public bool IsFull { get; private set; }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>The thread's own, emptied.</summary>
    public static JsonBuffer Take()
    {
        var buffer = _ofThread ??= new JsonBuffer();
        if (buffer._bytes.Length > Kept)
        {
            buffer._bytes = new byte[1024];
        }

        buffer.Length = 0;
        buffer.IsFull = false;
        return buffer;
    }

    /// <summary>Adds bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (Room(bytes.Length))
        {
            bytes.CopyTo(_bytes.AsSpan(Length));
            Length += bytes.Length;
        }
    }

    /// <summary>Adds a value as JSON; Undefined is null.</summary>
    public void Write(SqlValue value)
    {
        switch (value.Kind)
        {
            case SqlKind.Boolean:
                Write(value.TryGetBoolean(out var truth) && truth ? "true"u8 : "false"u8);
                break;
            case SqlKind.Int or SqlKind.Decimal:
                Span<byte> digits = stackalloc byte[64];
                value.TryGetNumber(out var number);
                Write(digits[..number.Format(digits)]);
                break;
            case SqlKind.String:
                value.TryGetString(out var text);
                WriteText(text!);
                break;
            case SqlKind.Array:
                value.TryGetArray(out var items);
                WriteItems(items!);
                break;
            case SqlKind.Object:
                value.TryGetObject(out var members);
                WriteMembers(members!);
                break;
            case SqlKind.Bytes:
                value.TryGetBytes(out var bytes);
                WriteText(Convert.ToBase64String(bytes.Span));
                break;
            default:
                Write("null"u8);
                break;
        }
    }

    /// <summary>Adds a JSON string. It is read by programs: only what JSON itself wants escaped is escaped.</summary>
    public void WriteText(string text)
    {
        if (text.AsSpan().ContainsAnyExceptInRange(' ', '~') || text.AsSpan().ContainsAny('"', '\\'))
        {
            Write("\""u8);
            Write(JsonEncodedText.Encode(Encoding.UTF8.GetBytes(text), JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
            Write("\""u8);
        }
        else if (Room(text.Length + 2))
        {
            _bytes[Length] = (byte)'"';
            Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Length + 1));
            _bytes[Length + text.Length + 1] = (byte)'"';
            Length += text.Length + 2;
        }
    }

    private void WriteItems(IReadOnlyList<SqlValue> items)
    {
        Write("["u8);
        for (var i = 0; i < items.Count && !IsFull; i++)
        {
            Write(i == 0 ? ""u8 : ","u8);
            Write(items[i]);
        }

        Write("]"u8);
    }

    private void WriteMembers(OrderedDictionary<string, SqlValue> members)
    {
        var start = "{"u8;
        foreach (var (name, value) in members)
        {
            if (value.IsUndefined)
            {
                continue;
            }

            if (IsFull)
            {
                return;
            }

            Write(start);
            WriteText(name);
            Write(":"u8);
            Write(value);
            start = ","u8;
        }

        Write(start[0] == (byte)'{' ? "{}"u8 : "}"u8);
    }

    private bool Room(int bytes)
    {
        if (IsFull || Length + bytes > SqlLimits.OutputBytes)
        {
            IsFull = true;
            return false;
        }

        if (Length + bytes > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + bytes));
        }

        return true;
    }
}
