using System.Globalization;
using Muster.Fleet.Configuration;

namespace Muster.Local.Functions;

/// <summary>
/// The environment variables of a function's process: those of AWS Lambda
/// (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html), the function's own, and a short list that is passed through.
/// Nothing else of the host's environment gets in.
/// </summary>
public static class FunctionVariables
{
    private static readonly string[] PassedThrough =
    [
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "AWS_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR",
        "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy",
        "MUSTER_TABLE_PREFIX", "MUSTER_IOT_ENDPOINT", "MUSTER_CONFIG", "MUSTER_WEBHOOK_SECRET",
        "DOTNET_ROOT",
    ];

    private static readonly string[] Reserved =
    [
        "_HANDLER", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_INITIALIZATION_TYPE",
        "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR", "AWS_EXECUTION_ENV",
    ];

    private const string EndpointPrefix = "AWS_ENDPOINT_URL";

    /// <summary>Where functions find programs.</summary>
    internal const string Path = "/usr/local/bin:/usr/bin:/bin:/opt/bin";

    /// <summary>The region that the host's environment names; <c>us-east-1</c> when it names none.</summary>
    public static string Region =>
        Environment.GetEnvironmentVariable("AWS_REGION") is { Length: > 0 } region ? region
        : Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION") is { Length: > 0 } byDefault ? byDefault
        : "us-east-1";

    /// <summary>Whether Lambda sets <paramref name="name"/> itself, whatever the function's own variables say.</summary>
    public static bool IsReserved(string name) => Reserved.Contains(name, StringComparer.Ordinal);

    /// <summary>Makes them.</summary>
    /// <param name="options">The function's set-up.</param>
    /// <param name="package">Its package.</param>
    /// <param name="runtimeApi">Address and port of its Runtime API.</param>
    /// <param name="logStream">The name of its log stream.</param>
    internal static Dictionary<string, string> Create(FunctionOptions options, FunctionPackage package, string runtimeApi, string logStream)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = Path,
            ["LANG"] = "en_US.UTF-8",
            ["TZ"] = ":UTC",
            ["LD_LIBRARY_PATH"] = $"{package.Folder}:{System.IO.Path.Combine(package.Folder, "lib")}",
        };
        foreach (var name in PassedThrough.Except(options.Withheld))
        {
            PassThrough(name, variables);
        }

        foreach (string name in Environment.GetEnvironmentVariables().Keys)
        {
            if (name.StartsWith(EndpointPrefix, StringComparison.Ordinal))
            {
                PassThrough(name, variables);
            }
        }

        foreach (var (name, value) in options.Environment)
        {
            variables[name] = value;
        }

        AddReserved(variables, options, package, runtimeApi, logStream);
        return variables;
    }

    private static void PassThrough(string name, Dictionary<string, string> variables)
    {
        if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
        {
            variables[name] = value;
        }
    }

    /// <summary>What a function can't set on Lambda either.</summary>
    private static void AddReserved(Dictionary<string, string> variables, FunctionOptions options, FunctionPackage package, string runtimeApi, string logStream)
    {
        variables["_HANDLER"] = options.Handler ?? package.Handler ?? options.Name;
        variables["AWS_REGION"] = variables.GetValueOrDefault("AWS_REGION") ?? Region;
        variables["AWS_DEFAULT_REGION"] = variables["AWS_REGION"];
        variables["AWS_LAMBDA_FUNCTION_NAME"] = options.Name;
        variables["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = options.MemorySize.ToString(CultureInfo.InvariantCulture);
        variables["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand";
        variables["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{options.Name}";
        variables["AWS_LAMBDA_LOG_STREAM_NAME"] = logStream;
        variables["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        variables["LAMBDA_TASK_ROOT"] = package.Folder;
        variables["LAMBDA_RUNTIME_DIR"] = "/var/runtime";

        // An OS-only runtime has none.
        if (package.Runtime.Kind == FunctionRuntimeKind.Provided)
        {
            variables.Remove("AWS_EXECUTION_ENV");
        }
        else
        {
            variables["AWS_EXECUTION_ENV"] = $"AWS_Lambda_{package.Runtime.Name}";
        }
    }
}
