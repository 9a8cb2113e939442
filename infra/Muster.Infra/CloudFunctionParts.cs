using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;

namespace Muster.Infra;

/// <summary>What a function is made of.</summary>
/// <param name="Description">What it is for.</param>
/// <param name="Runtime">What runs it.</param>
/// <param name="Code">Its package.</param>
/// <param name="Handler">What the bootstrap knows it by.</param>
/// <param name="Environment">Its environment variables.</param>
/// <param name="Layers">What is laid over <c>/opt</c>.</param>
/// <param name="EventAge">For how long an event is tried; none when its caller waits for the answer.</param>
internal sealed record CloudFunctionParts(
    string Description,
    Runtime Runtime,
    Code Code,
    string Handler,
    IDictionary<string, string> Environment,
    IReadOnlyList<ILayerVersion> Layers,
    Duration? EventAge)
{
    /// <summary>How often an event that failed is tried again.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>The form of Lambda's own lines in the log; the level goes for all only where it is JSON.</summary>
    public LoggingFormat Logging { get; init; } = LoggingFormat.JSON;

    /// <summary>Where events go that failed for good; none for a queue of the function's own.</summary>
    public IDestination? OnFailure { get; init; }
}
