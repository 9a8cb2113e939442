// A robot for Muster, with MQTTnet. Try: dotnet run --project samples/csharp-robot -- booth-2
// NAME [--site munich] [--capabilities coffee,milk] [--host 127.0.0.1] [--port 1883] [--seconds 10]
using System.Text.Json.Nodes;
using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Protocol;

string Option(string option, string otherwise) => Array.IndexOf(args, option) is >= 0 and var i ? args[i + 1] : otherwise;

var name = args[0];
var step = TimeSpan.FromSeconds(double.Parse(Option("--seconds", "10")) / 10);
var robot = new Robot(name, Option("--site", "munich"), Option("--capabilities", "coffee,milk").Split(','));
var inbox = Channel.CreateUnbounded<JsonObject>(); // the library's threads fill it, the main loop empties it
using var client = new MqttClientFactory().CreateMqttClient();
var options = new MqttClientOptionsBuilder()
    .WithTcpServer(Option("--host", "127.0.0.1"), int.Parse(Option("--port", "1883")))
    .WithClientId(name) // the client id is the robot's name
    .WithKeepAlivePeriod(TimeSpan.FromSeconds(10))
    .WithTimeout(TimeSpan.FromSeconds(5))
    .WithWillTopic($"robots/{name}/status")
    .WithWillPayload($$"""{"name":"{{name}}","status":"OFFLINE"}""")
    .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
    .Build();
client.ApplicationMessageReceivedAsync += e =>
{
    var said = JsonNode.Parse(e.ApplicationMessage.ConvertPayloadToString())!.AsObject();
    if (said.ContainsKey("command"))
    {
        inbox.Writer.TryWrite(said);
    }
    else
    {
        Console.WriteLine($"refused: {said["reason"]}");
    }

    return Task.CompletedTask;
};

var nextReport = 0L;
while (true)
{
    try
    {
        if (!client.IsConnected)
        {
            await client.ConnectAsync(options);
            await client.SubscribeAsync($"robots/{name}/commands", MqttQualityOfServiceLevel.AtLeastOnce); // after each connect anew
            await client.SubscribeAsync($"robots/{name}/rejected", MqttQualityOfServiceLevel.AtLeastOnce);
            nextReport = 0;
        }

        if (Environment.TickCount64 >= nextReport)
        {
            robot.Report();
            nextReport = Environment.TickCount64 + 5000;
        }

        while (robot.Outbox.TryPeek(out var message)) // forgotten only when it is acknowledged
        {
            await client.PublishStringAsync(message.Topic, message.Payload.ToJsonString(), MqttQualityOfServiceLevel.AtLeastOnce);
            robot.Outbox.Dequeue();
        }
    }
    catch (Exception e)
    {
        Console.WriteLine($"no connection: {e.Message}"); // it goes on with its work, and says so later
    }

    using var pause = new CancellationTokenSource(step);
    try
    {
        robot.Obey(await inbox.Reader.ReadAsync(pause.Token));
    }
    catch (OperationCanceledException)
    {
        robot.Work();
    }
}
