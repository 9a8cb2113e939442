using Muster.Fleet.Messages;

namespace Muster.Local.Broker;

/// <summary>MQTT 5 reason codes (section 2.4) that the edge sends itself.</summary>
internal static class ReasonCodes
{
    public const byte Success = 0x00;
    public const byte DisconnectWithWill = 0x04;
    public const byte UnspecifiedError = 0x80;
    public const byte ProtocolError = 0x82;
    public const byte NotAuthorized = 0x87;
    public const byte ServerBusy = 0x89;
    public const byte KeepAliveTimeout = 0x8D;
    public const byte SessionTakenOver = 0x8E;
    public const byte TopicNameInvalid = 0x90;
    public const byte TopicAliasInvalid = 0x94;
    public const byte PacketTooLarge = 0x95;
    public const byte QuotaExceeded = 0x97;
    public const byte PayloadFormatInvalid = 0x99;

    /// <summary>The reason code of the PUBACK or PUBREC for a refusal.</summary>
    public static byte Of(Refusal refusal) => refusal.Code switch
    {
        RefusalCode.InvalidTopic => TopicNameInvalid,
        RefusalCode.NameMismatch => NotAuthorized,
        RefusalCode.PayloadTooLarge => QuotaExceeded,
        _ => PayloadFormatInvalid,
    };
}
