using System.Security.Cryptography;
using System.Text;
using Muster.Fleet.Rules.Functions.Hashing;

namespace Muster.Fleet.Rules.Functions;

/// <summary>
/// Digests of text in UTF-8, as lower-case hexadecimal. They recognize equal texts; md2, md5 and sha1 protect nothing.
/// </summary>
internal static class HashFunctions
{
    /// <summary>All of them.</summary>
    public static IEnumerable<SqlFunction> All =>
    [
        Of("md2", data => Md2.HashData(data)) with { Weight = 32 },
#pragma warning disable CA5350, CA5351 // IoT SQL has them.
        Of("md5", data => MD5.HashData(data)),
        Of("sha1", data => SHA1.HashData(data)),
#pragma warning restore CA5350, CA5351
        Of("sha224", data => Sha224.HashData(data)),
        Of("sha256", data => SHA256.HashData(data)),
        Of("sha384", data => SHA384.HashData(data)),
        Of("sha512", data => SHA512.HashData(data)),
    ];

    private static SqlFunction Of(string name, Func<ReadOnlySpan<byte>, byte[]> digest) => new(
        name,
        1,
        1,
        (arguments, in _) => Bytes(arguments[0]) is { } bytes ? SqlValue.From(Convert.ToHexStringLower(digest(bytes.Span))) : SqlValue.Undefined);

    /// <summary>A payload that is no JSON is hashed as it came, all else as text.</summary>
    private static ReadOnlyMemory<byte>? Bytes(SqlValue value) =>
        value.TryGetBytes(out var bytes) ? bytes : value.AsText() is { } text ? Encoding.UTF8.GetBytes(text) : (ReadOnlyMemory<byte>?)null;
}
