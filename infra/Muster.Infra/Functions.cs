using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using Muster.Fleet.Functions;
using Muster.Infra.Settings;

namespace Muster.Infra;

/// <summary>The fleet's functions. All but the API are the one bootstrap, which finds its function by the handler's name.</summary>
internal sealed class Functions : Construct
{
    private readonly Dictionary<string, CloudFunction> _byName = new(StringComparer.Ordinal);
    private readonly StackSettings _settings;
    private readonly Dictionary<string, string> _common;
    private readonly ConfigLayer _config;

    /// <summary>All functions of <paramref name="settings"/>.</summary>
    public Functions(Construct scope, string id, StackSettings settings, Tables tables, Packages packages)
        : base(scope, id)
    {
        var iot = new IotAccess(Stack.Of(this), settings.IotEndpoint);
        (_settings, _config) = (settings, new ConfigLayer(this, "Config", settings));
        _common = new Dictionary<string, string>(_config.Environment)
        {
            ["MUSTER_TABLE_PREFIX"] = settings.Names.TablePrefix,
            ["MUSTER_IOT_ENDPOINT"] = iot.Endpoint,

            // Amazon Linux has its certificates in a file and in a folder; without the file .NET reads them once instead of twice.
            // Lambda's own .NET runtime sets the same.
            ["SSL_CERT_FILE"] = "/tmp/noop",
        };
        foreach (var function in settings.Functions)
        {
            Add(function, Runtime.PROVIDED_AL2023, packages.Functions(function), function.Name);
        }

        if (settings.Jit is { } jit)
        {
            // Younger than this version of the CDK: it only needs the name.
            Add(jit, new Runtime("dotnet10", RuntimeFamily.DOTNET_CORE), packages.Jit(), UpdateStatus.Name);
        }

        Api = AddApi(packages);
        WebhookSecret = new WebhookSecret(this, "WebhookSecret", settings);
        WebhookSecret.GiveTo(Find(Notify.Name));
        foreach (var function in OfEvents.Append(Api))
        {
            tables.Allow(function);
            iot.Allow(function);
        }

        Own = new OwnFunctions(this, "Own", settings, tables, iot.Endpoint);
    }

    /// <summary>The functions of rules and schedules.</summary>
    public IReadOnlyCollection<CloudFunction> OfEvents => _byName.Values;

    /// <summary>The API's function.</summary>
    public CloudFunction Api { get; }

    /// <summary>Those of the configuration's section <c>functions</c>.</summary>
    public OwnFunctions Own { get; }

    /// <summary>Every function.</summary>
    public IEnumerable<CloudFunction> All => OfEvents.Append(Api).Concat(Own.All);

    /// <summary>Every function that has a queue for events that failed for good.</summary>
    public IEnumerable<CloudFunction> WithQueue => OfEvents.Concat(Own.All).Where(f => f.Failed is not null);

    /// <summary>The secret that signs webhooks for which the configuration has none.</summary>
    public WebhookSecret WebhookSecret { get; }

    /// <summary>The function of this name: one of the fleet's, or of the configuration's.</summary>
    public CloudFunction Find(string name) => _byName.TryGetValue(name, out var function) ? function : Own.Find(name);

    private void Add(FunctionSettings function, Runtime runtime, Code code, string handler)
    {
        // An event of a rule may wait while something is throttled: a report carries the time at which it was received. What a
        // schedule begins anew each minute needs no older event.
        var age = function.Name is Sweep.Name or Notify.Name ? Duration.Minutes(1) : Duration.Hours(1);
        var parts = new CloudFunctionParts($"Muster: {function.Name}", runtime, code, handler, _common, _config.Layers, age);
        _byName[function.Name] = new CloudFunction(this, _settings, function, parts);
    }

    private CloudFunction AddApi(Packages packages)
    {
        var environment = new Dictionary<string, string>(_common.Concat(WebAdapter.Environment));
        var layers = _config.Layers.Append(WebAdapter.Layer(this, _settings)).ToList();
        var parts = new CloudFunctionParts("Muster: the HTTP API and the portal", Runtime.PROVIDED_AL2023, packages.Api(_settings.Api), WebAdapter.Handler, environment, layers, EventAge: null) { Logging = LoggingFormat.TEXT };
        return new CloudFunction(this, _settings, _settings.Api, parts);
    }
}
