using System.Text;
using Muster.Fleet.Rules.Functions.Hashing;

namespace Muster.Tests.Rules.Functions;

/// <summary>The digests that .NET lacks, by the vectors of their RFCs.</summary>
public sealed class HashVectorTests
{
    /// <summary>RFC 1319, appendix A.5.</summary>
    [Theory]
    [InlineData("", "8350e5a3e24c153df2275c9f80692773")]
    [InlineData("a", "32ec01ec4a6dac72c0ab96fb34c0b5d1")]
    [InlineData("abc", "da853b0d3f88d99b30283a69e6ded6bb")]
    [InlineData("message digest", "ab4f496bfb2a530b219ff33031fe06b0")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "4e8ddff3650292ab5a4108c3aa47940b")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "da33def2a42df13975352846c30338cd")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890", "d5976f79d83d3a0dc9806c3c66f3efd8")]
    public void Md2_is_as_rfc_1319_has_it(string text, string digest) =>
        Assert.Equal(digest, Convert.ToHexStringLower(Md2.HashData(Encoding.ASCII.GetBytes(text))));

    /// <summary>RFC 3874, section 3.</summary>
    [Theory]
    [InlineData("abc", 1, "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1, "75388b16512776cc5dba5da1fd890150b0c6455cb4f58b1952522525")]
    [InlineData("a", 1_000_000, "20794655980c91d8bbb4c1ea97618a4bf03f42581948b2ee4ee7ad67")]
    public void Sha224_is_as_rfc_3874_has_it(string text, int times, string digest) =>
        Assert.Equal(digest, Convert.ToHexStringLower(Sha224.HashData(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, times))))));

    /// <summary>Lengths around a block, where the padding takes another one.</summary>
    [Theory]
    [InlineData(55, "fb0bd626a70c28541dfa781bb5cc4d7d7f56622a58f01a0b1ddd646f")]
    [InlineData(56, "d40854fc9caf172067136f2e29e1380b14626bf6f0dd06779f820dcd")]
    [InlineData(63, "1d4e051f4d6fed2a63fd2421e65834cec00d64456553de3496ae8b1d")]
    [InlineData(64, "a88cd5cde6d6fe9136a4e58b49167461ea95d388ca2bdb7afdc3cbf4")]
    public void Sha224_pads(int length, string digest) =>
        Assert.Equal(digest, Convert.ToHexStringLower(Sha224.HashData(Encoding.ASCII.GetBytes(new string('a', length)))));
}
