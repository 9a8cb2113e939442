using System.Globalization;
using System.Text;

namespace Muster.Bench.Rules.Fuzz;

/// <summary>Makes payloads: JSON with the names that statements have, JSON that is broken, and bytes.</summary>
/// <param name="random">Where chance comes from.</param>
internal sealed class PayloadGenerator(Random random)
{
    private static readonly string[] Scalars =
    [
        "0", "1", "-7", "10.0", "2.5e3", "1e400", "1e5000", "12345678901234567890123456789012345678901234567890", "true", "false", "null", "\"\"", "\"5\"", "\"true\"",
        "\"a\\u00e4\\n\"", "\"\\ud800\"", "\"it's\"", "\"2026-01-31T12:00:00Z\"", "\"eyJhIjoxfQ==\"", "\"𝄞\"",
    ];

    private readonly StringBuilder _json = new();
    private int _left;

    /// <summary>A payload.</summary>
    internal byte[] Next()
    {
        if (random.Next(20) == 0)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            return bytes;
        }

        _json.Clear();
        _left = random.Next(40);
        if (random.Next(10) == 0)
        {
            Value(0);
        }
        else
        {
            Object(0);
        }

        var payload = Encoding.UTF8.GetBytes(_json.ToString());
        return random.Next(6) == 0 ? Broken(payload) : payload;
    }

    private void Value(int depth)
    {
        if (--_left <= 0 || depth > 60)
        {
            _json.Append(Scalars[random.Next(Scalars.Length)]);
            return;
        }

        switch (random.Next(6))
        {
            case 0:
                Object(depth);
                break;
            case 1:
                Array(depth);
                break;
            case 2:
                _json.Append(CultureInfo.InvariantCulture, $"{random.Next(-100, 100)}");
                break;
            default:
                _json.Append(Scalars[random.Next(Scalars.Length)]);
                break;
        }
    }

    private void Object(int depth)
    {
        _json.Append('{');
        for (var (i, count) = (0, random.Next(7)); i < count; i++)
        {
            _json.Append(i == 0 ? "" : ",").Append(random.Next(8) == 0 ? " " : "").Append('"').Append(SqlGenerator.Names[random.Next(SqlGenerator.Names.Length)]).Append("\":");
            Value(depth + 1);
        }

        _json.Append('}');
    }

    private void Array(int depth)
    {
        _json.Append('[');
        for (var (i, count) = (0, random.Next(5)); i < count; i++)
        {
            _json.Append(i == 0 ? "" : ",");
            Value(depth + 1);
        }

        _json.Append(']');
    }

    private byte[] Broken(byte[] payload)
    {
        if (payload.Length == 0)
        {
            return payload;
        }

        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(payload.Length);
            switch (random.Next(3))
            {
                case 0:
                    payload[at] = (byte)random.Next(256);
                    break;
                case 1:
                    payload = payload[..at];
                    break;
                default:
                    payload = [.. payload[..at], .. payload[random.Next(at + 1)..]];
                    break;
            }

            if (payload.Length == 0)
            {
                break;
            }
        }

        return payload;
    }
}
