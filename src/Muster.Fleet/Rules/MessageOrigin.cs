namespace Muster.Fleet.Rules;

/// <summary>Where a message came from, as far as the broker knows.</summary>
/// <param name="Principal">Who is behind the connection, as <c>principal()</c> has it: the fingerprint of the client's certificate, or its user name.</param>
/// <param name="SourceIp">The address that it came from, as <c>sourceip()</c> has it.</param>
/// <param name="TraceId">What the log knows the message by, as <c>traceid()</c> has it.</param>
/// <param name="AccountId">Whose fleet it is, as <c>accountid()</c> has it.</param>
public sealed record MessageOrigin(string? Principal = null, string? SourceIp = null, string? TraceId = null, string? AccountId = null);
