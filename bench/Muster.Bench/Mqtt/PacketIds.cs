namespace Muster.Bench.Mqtt;

internal static class PacketIds
{
    /// <summary>Identifiers run from 1 to 65535 and start again: 0 is not one (section 2.3.1).</summary>
    internal static ushort After(ushort id) => id == ushort.MaxValue ? (ushort)1 : (ushort)(id + 1);
}
