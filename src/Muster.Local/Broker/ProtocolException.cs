namespace Muster.Local.Broker;

/// <summary>A client broke the protocol: its connection is closed, nobody else is disturbed.</summary>
/// <param name="message">What it did.</param>
/// <param name="reasonCode">The MQTT 5 reason code of the DISCONNECT (section 3.14.2.1).</param>
internal sealed class ProtocolException(string message, byte reasonCode = ReasonCodes.ProtocolError) : Exception(message)
{
    public byte ReasonCode { get; } = reasonCode;
}
