using Muster.Aws.Iot;

namespace Muster.Lambda;

/// <summary>What the environment variables say (docs/reference/lambda.md).</summary>
/// <param name="Handler">The function's name.</param>
/// <param name="TablePrefix">What the tables' names begin with.</param>
/// <param name="Iot">The way to the robots; none to send nothing.</param>
/// <param name="Configuration">The file of the fleet's configuration; none for the defaults.</param>
/// <param name="WebhookSecret">Signs webhooks where the configuration has no secret.</param>
internal sealed record LambdaEnvironment(string Handler, string TablePrefix, IotDataOptions? Iot, string? Configuration, string? WebhookSecret)
{
    /// <summary>Where Lambda's Runtime API is: host and port.</summary>
    public const string RuntimeApi = "AWS_LAMBDA_RUNTIME_API";

    private const string NoEndpoint = "none";

    /// <summary>Reads it.</summary>
    /// <exception cref="InitException">Something is missing or wrong.</exception>
    public static LambdaEnvironment Read(Func<string, string?> variable)
    {
        var handler = Need(variable, "_HANDLER", "it must be the name of a function, such as update-status");
        var endpoint = Need(variable, "MUSTER_IOT_ENDPOINT", "it must be the account's IoT data endpoint (aws iot describe-endpoint --endpoint-type iot:Data-ATS), or none to send no messages");
        IotDataOptions? iot = null;
        if (endpoint != NoEndpoint && IotEndpoint.Read(endpoint, variable("AWS_REGION") ?? variable("AWS_DEFAULT_REGION"), out iot) is { } problem)
        {
            throw new InitException("Runtime.InvalidEnvironment", $"MUSTER_IOT_ENDPOINT: {problem}");
        }

        return new LambdaEnvironment(handler, variable("MUSTER_TABLE_PREFIX") ?? "", iot, FindConfiguration(variable), ReadSecret(variable("MUSTER_WEBHOOK_SECRET")));
    }

    private static string Need(Func<string, string?> variable, string name, string rule) =>
        variable(name) is { Length: > 0 } value ? value : throw new InitException("Runtime.MissingEnvironment", $"{name} is not set; {rule}");

    /// <summary>The file that is named, or the one that lies beside the program.</summary>
    private static string? FindConfiguration(Func<string, string?> variable)
    {
        var root = variable("LAMBDA_TASK_ROOT") is { Length: > 0 } given ? given : AppContext.BaseDirectory;
        if (variable("MUSTER_CONFIG") is { Length: > 0 } named)
        {
            return Path.GetFullPath(named, root);
        }

        var beside = Path.Combine(root, "fleet.json");
        return File.Exists(beside) ? beside : null;
    }

    /// <summary>The problem does not repeat what was given: it may be half a secret.</summary>
    private static string? ReadSecret(string? given)
    {
        const string Prefix = Fleet.Notifications.WebhookSignature.SecretPrefix;
        if (string.IsNullOrEmpty(given))
        {
            return null;
        }

        return given.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(given[Prefix.Length..], new byte[given.Length], out var length) && length > 0
            ? given
            : throw new InitException("Runtime.InvalidEnvironment", $"MUSTER_WEBHOOK_SECRET is no secret; it must be {Prefix} and the base64 of 24 to 64 random bytes");
    }
}
