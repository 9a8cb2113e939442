using System.Text.Json;
using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Lambda.Destinations;
using Constructs;
using Muster.Fleet.Configuration;
using Muster.Infra.Settings;

namespace Muster.Infra;

/// <summary>
/// Publishes records of failed events on the topics of the configuration. Lambda has no topic for a destination, so that a small
/// function takes the records and publishes them; what that fails at is queued.
/// </summary>
internal sealed class FailureTopics : Construct
{
    /// <summary>The function's name.</summary>
    public const string Name = "failures";

    private const string Text =
        """
        import json
        import os

        import boto3

        iot = boto3.client("iot-data", endpoint_url=os.environ["MUSTER_IOT_ENDPOINT"])
        topics = json.loads(os.environ["TOPICS"])


        def handler(record, context):
            function = record["requestContext"]["functionArn"].split(":")[6]
            iot.publish(topic=topics[function], qos=1, payload=json.dumps(record))
        """;

    /// <summary>For these functions, by name; each has a topic.</summary>
    public FailureTopics(Construct scope, string id, StackSettings settings, IReadOnlyDictionary<string, string> topics, string iotEndpoint)
        : base(scope, id)
    {
        var environment = new Dictionary<string, string>
        {
            ["MUSTER_IOT_ENDPOINT"] = iotEndpoint,
            ["TOPICS"] = $"{{{string.Join(",", topics.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{Json(settings.Names.Of(t.Key))}:{Json(t.Value)}"))}}}",
        };
        var python = new Runtime(FunctionRuntime.Python.Name, RuntimeFamily.PYTHON, new LambdaRuntimeProps { SupportsInlineCode = true });
        var parts = new CloudFunctionParts("Muster: records of failed events, on their topics", python, Code.FromInline(Text), "index.handler", environment, [], Duration.Hours(6))
        {
            Logging = LoggingFormat.TEXT,
        };
        Function = new CloudFunction(this, settings, new FunctionSettings(Name, 128, settings.Architecture, 10, Concurrency: null), parts);
        Function.Allow(["iot:Publish"], [.. topics.Values.Distinct().Order(StringComparer.Ordinal).Select(t => Stack.Of(this).FormatArn(new ArnComponents { Service = "iot", Resource = "topic", ResourceName = t }))]);
        Destination = new LambdaDestination(Function.Lambda);
    }

    /// <summary>The function.</summary>
    public CloudFunction Function { get; }

    /// <summary>Where other functions send their records.</summary>
    public LambdaDestination Destination { get; }

    private static string Json(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
