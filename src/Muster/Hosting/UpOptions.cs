using Muster.Fleet.Configuration;

namespace Muster.Hosting;

/// <summary>The settings of <c>muster up</c>.</summary>
internal sealed record UpOptions
{
    /// <summary>The broker's TCP port; 0 takes any free one. Default 1883, MQTT's own.</summary>
    public int MqttPort { get; init; } = 1883;

    /// <summary>The port of the HTTP API; 0 takes any free one. Default 8080.</summary>
    public int HttpPort { get; init; } = 8080;

    /// <summary>The address to listen on. Default 127.0.0.1: this machine only, as there are no credentials yet.</summary>
    public string Bind { get; init; } = "127.0.0.1";

    /// <summary>The folder with all that is kept. Default ./muster-data.</summary>
    public string Data { get; init; } = "./muster-data";

    /// <summary>How many entries each robot's history keeps, 1 to 1,000,000. Default 1,000.</summary>
    public int HistoryPerRobot { get; init; } = 1000;

    /// <summary>Where the fleet's state is. Default: SQLite in the data folder.</summary>
    public StoreKind Store { get; init; }

    /// <summary>What the names of DynamoDB's tables begin with. Default: nothing.</summary>
    public string TablePrefix { get; init; } = "";

    /// <summary>What is set up of the fleet. Default: any site, any item, the default policy.</summary>
    public FleetConfiguration Fleet { get; init; } = FleetConfiguration.Default;

    /// <summary>The file that all this was read from, to be watched for changes; none when there is no file.</summary>
    public ConfigFile? ConfigFile { get; init; }

    /// <summary>Where the functions' packages are, to run them as AWS Lambda would; none to call the functions in this process. Default none.</summary>
    public string? FunctionPackages { get; init; }

    /// <summary>Whether other processes can work with the store: functions as packages need that, and SQLite is one process's own.</summary>
    public bool IsStoreShared { get => field || Store == StoreKind.DynamoDb; init; }
}
