using System.Globalization;
using System.Text.RegularExpressions;
using Muster.Fleet.Functions;

namespace Muster.Infra.Settings;

/// <summary>What can be set of the stack (docs/how-to/deploy-to-aws.md has them all).</summary>
internal sealed partial record StackSettings
{
    /// <summary>The name of the API's function, which is no function of a rule.</summary>
    public const string ApiFunction = "api";

    /// <summary>The update-status function, compiled just in time, to compare.</summary>
    public const string JitFunction = "update-status-jit";

    /// <summary>For how many days CloudWatch can keep logs.</summary>
    public static readonly IReadOnlyList<int> LogDayChoices = [1, 3, 5, 7, 14, 30, 60, 90, 180, 365];

    /// <summary>The names of all.</summary>
    public required Names Names { get; init; }

    /// <summary>Whether the tables outlive the stack and can be restored to any second: those of the stage <c>prod</c>.</summary>
    public required bool Keeps { get; init; }

    /// <summary>The functions of rules and schedules.</summary>
    public required IReadOnlyList<FunctionSettings> Functions { get; init; }

    /// <summary>The API's function.</summary>
    public required FunctionSettings Api { get; init; }

    /// <summary>The second compilation of update-status; none unless it is to be compared.</summary>
    public required FunctionSettings? Jit { get; init; }

    /// <summary>Who may call the API.</summary>
    public required ApiAccess Access { get; init; }

    /// <summary>The processor of functions that say nothing else.</summary>
    public required string Architecture { get; init; }

    /// <summary>The fleet's configuration; none for the defaults.</summary>
    public required FleetFile? Config { get; init; }

    /// <summary>The folder that <c>eng/lambda.sh</c> writes packages to.</summary>
    public required string Packages { get; init; }

    /// <summary>The host of the account's IoT data endpoint; none for the region's.</summary>
    public required string? IotEndpoint { get; init; }

    /// <summary>The ARN of the Lambda Web Adapter's layer; none for the one of the region.</summary>
    public required string? AdapterLayer { get; init; }

    /// <summary>Who is told of alarms; none for nobody.</summary>
    public required string? Email { get; init; }

    /// <summary>For how many days logs are kept.</summary>
    public required int LogDays { get; init; }

    /// <summary>How many requests a second the API takes, and twice as many in a burst.</summary>
    public required int ApiRate { get; init; }

    /// <summary>Whether X-Ray gets traces. It takes the first of each second and one in twenty of the others: of a fleet of some size that costs more than all else.</summary>
    public required bool Traces { get; init; }

    /// <summary>Reads them.</summary>
    /// <exception cref="SettingsException">One is not valid, or there is no such setting.</exception>
    public static StackSettings Read(ContextValues values)
    {
        var stage = values.Text("stage") ?? "dev";
        if (!StageName().IsMatch(stage))
        {
            throw ContextValues.Wrong("stage", stage, "it must be 1 to 12 lower-case letters and digits, a letter first, such as dev or prod");
        }

        var updateStatus = FunctionSettings.Read(values, UpdateStatus.Name, memory: 256, timeout: 10);
        var jit = FunctionSettings.Read(values, JitFunction, updateStatus.MemoryMegabytes, timeout: 30);
        var days = values.Choice("logDays", "30", [.. LogDayChoices.Select(d => d.ToString(CultureInfo.InvariantCulture))]);
        var settings = new StackSettings
        {
            Names = new Names(stage),
            Keeps = values.Flag("keep", stage == "prod"),
            Functions =
            [
                updateStatus,
                FunctionSettings.Read(values, Presence.Name, memory: 256, timeout: 10),
                FunctionSettings.Read(values, TrackOrder.Name, memory: 256, timeout: 15),
                FunctionSettings.Read(values, PlaceOrder.Name, memory: 256, timeout: 15),

                // Shorter than the minute after which they are begun again.
                FunctionSettings.Read(values, Sweep.Name, memory: 512, timeout: 50),
                FunctionSettings.Read(values, Notify.Name, memory: 256, timeout: 50),
            ],

            // API Gateway waits for 30 s at most.
            Api = FunctionSettings.Read(values, ApiFunction, memory: 512, timeout: 29, longest: 29),
            Jit = values.Flag("compare", false) ? jit : null,
            Access = ApiAccess.Read(values),
            Architecture = values.Choice("arch", FunctionSettings.Arm64, FunctionSettings.Arm64, FunctionSettings.X64),
            Config = values.Text("config") is { } config ? FleetFile.Read(config) : null,
            Packages = values.Text("packages") ?? Path.Combine("artifacts", "lambda"),
            IotEndpoint = Host(values, "iotEndpoint"),
            AdapterLayer = Matching(values, "adapterLayer", LayerArn(), "it must be the ARN of a layer's version, such as arn:aws:lambda:eu-central-1:753240598075:layer:LambdaAdapterLayerArm64:26"),
            Email = Matching(values, "email", EmailAddress(), "it must be an e-mail address"),
            LogDays = int.Parse(days, CultureInfo.InvariantCulture),
            ApiRate = values.Whole("apiRate", 1, 10_000) ?? 50,
            Traces = values.Flag("tracing", false),
        };
        values.RefuseOthers();
        return settings;
    }

    private static string? Host(ContextValues values, string name) =>
        Matching(values, name, HostName(), "it must be a host name as `aws iot describe-endpoint --endpoint-type iot:Data-ATS` prints it, without https://");

    private static string? Matching(ContextValues values, string name, Regex form, string rule) =>
        values.Text(name) is not { } value ? null : form.IsMatch(value) ? value : throw ContextValues.Wrong(name, value, rule);

    [GeneratedRegex("^[a-z][a-z0-9]{0,11}$")]
    private static partial Regex StageName();

    [GeneratedRegex(@"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]
    private static partial Regex HostName();

    [GeneratedRegex("^arn:[a-z-]+:lambda:[a-z0-9-]+:[0-9]{12}:layer:[A-Za-z0-9_-]+:[0-9]+$")]
    private static partial Regex LayerArn();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex EmailAddress();
}
