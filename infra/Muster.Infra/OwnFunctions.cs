using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using Muster.Fleet.Configuration;
using Muster.Infra.Settings;

namespace Muster.Infra;

/// <summary>The functions of the configuration's section <c>functions</c>: each with a role of its own, which may do what its setting <c>tables</c> says, and nothing else.</summary>
internal sealed class OwnFunctions : Construct
{
    private readonly Dictionary<string, CloudFunction> _byName = new(StringComparer.Ordinal);
    private readonly StackSettings _settings;
    private readonly string _iotEndpoint;
    private readonly FailureTopics? _topics;

    /// <summary>All of them.</summary>
    /// <exception cref="SettingsException">One can't be made; the message says why.</exception>
    public OwnFunctions(Construct scope, string id, StackSettings settings, Tables tables, string iotEndpoint)
        : base(scope, id)
    {
        (_settings, _iotEndpoint) = (settings, iotEndpoint);
        if (settings.Config is not { } file)
        {
            return;
        }

        var topics = file.Functions.Values.Where(f => f.OnFailure?.Topic is not null).ToDictionary(f => f.Name, f => f.OnFailure!.Topic!, StringComparer.Ordinal);
        if (topics.Count > 0)
        {
            _topics = new FailureTopics(this, "FailureTopics", settings, topics, iotEndpoint);
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(file.Path))!;
        foreach (var function in file.Functions.Values)
        {
            Add(function, folder, tables);
        }
    }

    /// <summary>All of them, and the one that tells of their failures.</summary>
    public IEnumerable<CloudFunction> All => _topics is null ? _byName.Values : _byName.Values.Append(_topics.Function);

    /// <summary>The function of this name.</summary>
    public CloudFunction Find(string name) => _byName[name];

    private static Runtime RuntimeOf(FunctionRuntime runtime) => runtime.Kind switch
    {
        FunctionRuntimeKind.Provided => Runtime.PROVIDED_AL2023,

        // By their names: some are younger than this version of the CDK.
        FunctionRuntimeKind.Python => new Runtime(runtime.Name, RuntimeFamily.PYTHON),
        FunctionRuntimeKind.Node => new Runtime(runtime.Name, RuntimeFamily.NODEJS),
        _ => new Runtime(runtime.Name, RuntimeFamily.DOTNET_CORE),
    };

    private void Add(UserFunction function, string folder, Tables tables)
    {
        if (function.OnFailure?.File is not null)
        {
            throw OwnPackage.Refuse(function, "its failed events go to a file, and Lambda has none that stays; name a \"topic\", or leave \"onFailure\" out for a queue");
        }

        var architecture = function.Architecture ?? _settings.Architecture;
        var code = OwnPackage.Find(function, folder, architecture);
        var runtime = OwnPackage.RuntimeOf(function, Path.GetFullPath(Path.Combine(folder, function.Package)));
        if (runtime.Kind != FunctionRuntimeKind.Provided && function.Handler is null)
        {
            throw OwnPackage.Refuse(function, "the stack does not guess: say its \"handler\", such as handler.lambda_handler");
        }

        var parts = new CloudFunctionParts($"Muster: {function.Name}, of the configuration", RuntimeOf(runtime), code, function.Handler ?? function.Name, VariablesOf(function), [], Duration.Seconds((int)function.MaxEventAge.TotalSeconds))
        {
            Retries = function.MaxRetries,
            Logging = LoggingFormat.TEXT,
            OnFailure = function.OnFailure?.Topic is null ? null : _topics!.Destination,
        };
        var made = new CloudFunction(this, _settings, new FunctionSettings(function.Name, function.Memory, architecture, (int)Math.Ceiling(function.Timeout.TotalSeconds), function.MaxConcurrency), parts);
        foreach (var (name, actions) in function.Tables.Where(t => t.Value.Count > 0))
        {
            var arn = tables.All.Single(t => t.Name == name).Table.TableArn;
            string[] resources = actions.Any(a => a is "Query" or "Scan") ? [arn, $"{arn}/index/*"] : [arn];
            made.Allow([.. actions.Select(a => $"dynamodb:{a}")], resources);
        }

        _byName[function.Name] = made;
    }

    private Dictionary<string, string> VariablesOf(UserFunction function)
    {
        var prefix = _settings.Names.TablePrefix;
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["MUSTER_TABLE_PREFIX"] = prefix, ["MUSTER_IOT_ENDPOINT"] = _iotEndpoint };
        foreach (var (name, value) in function.Environment)
        {
            variables[name] = UserFunction.WithTables(value, prefix);
        }

        return variables;
    }
}
