using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Muster.Fleet.Rules.Functions;

/// <summary>encode and decode, of which the reference has base64, and Protocol Buffers, which are not supported.</summary>
internal static class EncodingFunctions
{
    private const string Base64Name = "base64";

    /// <summary>All of them.</summary>
    public static IEnumerable<SqlFunction> All =>
    [
        new("encode", 2, 2, Encode) { Since = SqlVersion.V20160323, TakesRawPayload = true, CheckLiterals = Check },

        // More arguments only for 'proto', so that it is refused for what it is.
        new("decode", 2, 6, Decode) { Since = SqlVersion.V20160323, TakesRawPayload = true, CheckLiterals = CheckDecode },
    ];

    private static SqlValue Encode(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context)
    {
        if (!IsBase64(arguments[1]))
        {
            return SqlValue.Undefined;
        }

        // A payload as it came; all else is converted to a String first.
        return arguments[0].TryGetBytes(out var bytes) ? SqlResult.Text(Convert.ToBase64String(bytes.Span))
            : arguments[0].AsText() is { } text ? SqlResult.Text(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)))
            : SqlValue.Undefined;
    }

    /// <summary>
    /// A value where the bytes are its JSON, else a String; Bytes where they are not UTF-8, and Null where the text
    /// is not base64.
    /// </summary>
    private static SqlValue Decode(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context)
    {
        if (arguments.Length != 2 || !IsBase64(arguments[1]) || arguments[0].AsText() is not { } text)
        {
            return SqlValue.Undefined;
        }

        if (Bytes(text) is not { } bytes)
        {
            return SqlValue.Null;
        }

        if (!Utf8.IsValid(bytes))
        {
            return SqlValue.FromBytes(bytes);
        }

        return DecodedJson.Read(bytes, context.Version) ?? SqlResult.Text(Encoding.UTF8.GetString(bytes));
    }

    /// <summary>As Java's basic decoder: without white space, with padding or without.</summary>
    private static byte[]? Bytes(string text)
    {
        if (text.AsSpan().ContainsAny(" \t\r\n"))
        {
            return null;
        }

        var padded = text.EndsWith('=') ? text : text.PadRight((text.Length + 3) / 4 * 4, '=');
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(padded.Length)];
        return Convert.TryFromBase64String(padded, bytes, out var written) ? bytes[..written] : null;
    }

    private static bool IsBase64(SqlValue scheme) =>
        scheme.TryGetString(out var name) && string.Equals(name, Base64Name, StringComparison.OrdinalIgnoreCase);

    private static SqlArgumentMistake? Check(IReadOnlyList<SqlValue?> arguments, SqlVersion version) =>
        arguments[1] is { } scheme && !IsBase64(scheme)
            ? new SqlArgumentMistake(1, $"there is no encoding {scheme}; known is '{Base64Name}'")
            : null;

    private static SqlArgumentMistake? CheckDecode(IReadOnlyList<SqlValue?> arguments, SqlVersion version)
    {
        if (arguments[1] is { } scheme && scheme.TryGetString(out var name) && string.Equals(name, "proto", StringComparison.OrdinalIgnoreCase))
        {
            return new SqlArgumentMistake(1, "decode(…, 'proto', …) needs a descriptor in Amazon S3, which rules here can't read; decode the message in a function that is the rule's action");
        }

        return Check(arguments, version) ?? (arguments.Count > 2 ? new SqlArgumentMistake(2, "decode takes a value and an encoding") : null);
    }
}
