using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.PacketInspection;
using MQTTnet.Formatter.V5;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace Muster.Commands;

/// <summary>
/// Hears a refusal of a QoS 2 message. A PUBREC with an error ends the exchange (MQTT 5, section 4.3.3); MQTTnet goes on with PUBREL,
/// waits for a PUBCOMP, and loses the reason.
/// </summary>
internal sealed class ExactlyOnceRefusal
{
    private const byte PubRec = 5;

    private readonly TaskCompletionSource<MqttClientPublishResult> _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="client">The client that publishes just one message.</param>
    public ExactlyOnceRefusal(IMqttClient client) => client.InspectPacketAsync += Inspect;

    /// <summary><paramref name="publish"/>, or the refusal when there is one.</summary>
    public async Task<MqttClientPublishResult> OrAsync(Task<MqttClientPublishResult> publish)
    {
        await Task.WhenAny(publish, _refused.Task);
        return await (_refused.Task.IsCompleted ? _refused.Task : publish);
    }

    private Task Inspect(InspectMqttPacketEventArgs e)
    {
        if (e.Direction == MqttPacketFlowDirection.Inbound && e.Buffer[0] >> 4 == PubRec)
        {
            // The remaining length takes one byte, and another for each that has its high bit set (section 1.5.5).
            var start = Array.FindIndex(e.Buffer, 1, b => b < 0x80) + 1;
            var received = new ReceivedMqttPacket(e.Buffer[0], new ArraySegment<byte>(e.Buffer, start, e.Buffer.Length - start), e.Buffer.Length);
            if (new MqttV5PacketDecoder().Decode(received) is MqttPubRecPacket { ReasonCode: >= MqttPubRecReasonCode.UnspecifiedError } answer)
            {
                _refused.TrySetResult(new MqttClientPublishResult(
                    answer.PacketIdentifier, (MqttClientPublishReasonCode)answer.ReasonCode, answer.ReasonString, []));
            }
        }

        return Task.CompletedTask;
    }
}
