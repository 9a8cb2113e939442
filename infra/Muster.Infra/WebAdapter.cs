using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using Muster.Infra.Settings;

namespace Muster.Infra;

/// <summary>
/// The Lambda Web Adapter (https://github.com/awslabs/aws-lambda-web-adapter): an extension that starts beside the program and
/// turns the function's events into HTTP requests to it.
/// </summary>
internal static class WebAdapter
{
    /// <summary>The account that AWS publishes the layer from, in all regions but China's.</summary>
    public const string Account = "753240598075";

    /// <summary>The layer's version: 26 is the adapter's release 1.0.0.</summary>
    public const int Version = 26;

    /// <summary>The handler, which nobody reads: the program in the package is one for all.</summary>
    public const string Handler = "bootstrap";

    /// <summary>The port that the program listens on.</summary>
    public const int Port = 8080;

    /// <summary>The layer: the one of the region, or the one that was given.</summary>
    public static ILayerVersion Layer(Construct scope, StackSettings settings)
    {
        var name = settings.Api.Architecture == FunctionSettings.Arm64 ? "LambdaAdapterLayerArm64" : "LambdaAdapterLayerX86";
        var stack = Stack.Of(scope);
        return LayerVersion.FromLayerVersionArn(
            scope, "WebAdapter", settings.AdapterLayer ?? $"arn:{stack.Partition}:lambda:{stack.Region}:{Account}:layer:{name}:{Version}");
    }

    /// <summary>What the adapter has to know.</summary>
    public static Dictionary<string, string> Environment { get; } = new()
    {
        ["AWS_LWA_PORT"] = $"{Port}",
        ["AWS_LWA_READINESS_CHECK_PATH"] = "/readyz",
        ["AWS_LWA_INVOKE_MODE"] = "buffered",
    };
}
