using System.CommandLine;
using System.Text;
using MQTTnet;
using MQTTnet.Protocol;
using Muster.Fleet.Rules;

namespace Muster.Commands;

/// <summary><c>muster publish</c>: sends one message as any MQTT client would, and says what became of it.</summary>
internal static class PublishCommand
{
    /// <summary>The command.</summary>
    /// <param name="clock">For the time-out.</param>
    public static Command Create(TimeProvider clock)
    {
        var topic = new Argument<string>("TOPIC") { Description = "Where to publish" };
        var payload = new Argument<string>("JSON") { Description = "The message, sent as it is; - reads it from standard input" };
        var qos = new Option<int>("--qos") { Description = "0: not acknowledged; 1: at least once; 2: exactly once", HelpName = "0|1|2", DefaultValueFactory = _ => 1 };
        var retain = new Option<bool>("--retain") { Description = "Keep it for those who subscribe later" };
        var url = ServerUrl.CreateOption();
        var command = new Command("publish", "Publishes a message, and prints what the broker says of it.") { topic, payload, qos, retain, url };
        command.AddExamples(
            """muster publish robots/FakeRobot/status '{"name": "FakeRobot", "status": "ONLINE"}'""",
            """muster publish robots/FakeRobot/status '{"name": "FakeRobot", "status": "CHARGING", "battery": 12}'""",
            "muster publish --qos 0 shop/door '\"open\"'",
            "muster publish robots/FakeRobot/status - < report.json");
        topic.Validators.Add(result =>
        {
            if (!TopicFilter.IsValidTopic(result.GetValueOrDefault<string>()))
            {
                result.AddError("TOPIC must not be empty, and has no '+' and no '#': those are for subscribing");
            }
        });
        qos.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: not ("0" or "1" or "2") and var given }])
            {
                result.AddError($"--qos is {given}; allowed are 0, 1, 2");
            }
        });
        command.Run(async (parsed, cancellationToken) =>
        {
            var server = ServerUrl.From(parsed, url);
            var message = new MqttApplicationMessageBuilder()
                .WithTopic(parsed.GetRequiredValue(topic))
                .WithPayload(await ReadPayloadAsync(parsed.GetRequiredValue(payload), cancellationToken))
                .WithQualityOfServiceLevel((MqttQualityOfServiceLevel)parsed.GetValue(qos))
                .WithRetainFlag(parsed.GetValue(retain))
                .Build();
            await using var connection = await BrokerConnection.OpenAsync(server, clock, cancellationToken);
            var answer = await connection.PublishAsync(message, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(Describe(answer, parsed.GetValue(qos)));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<byte[]> ReadPayloadAsync(string text, CancellationToken cancellationToken)
    {
        if (text != "-")
        {
            return Encoding.UTF8.GetBytes(text);
        }

        using var bytes = new MemoryStream();
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    private static string Describe(MqttClientPublishReasonCode answer, int qos) => answer switch
    {
        _ when qos == 0 => "sent (QoS 0 is not acknowledged)",
        MqttClientPublishReasonCode.NoMatchingSubscribers => "accepted: NoMatchingSubscribers (nobody subscribes to this topic)",
        _ => $"accepted: {answer}",
    };
}
