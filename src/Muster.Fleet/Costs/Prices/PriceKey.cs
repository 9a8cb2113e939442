namespace Muster.Fleet.Costs.Prices;

/// <summary>Something that AWS charges for, as the file of prices names it.</summary>
/// <param name="Name">Its name in the file, such as <c>iot.messages</c>.</param>
/// <param name="Unit">What its price is for, in words: the file must say the same.</param>
/// <param name="Per">How many of what is counted are one such unit: 1,000,000 messages.</param>
/// <param name="Symbol">The unit in a formula: $1.00/M.</param>
/// <param name="Counted">What is counted: messages.</param>
public sealed record PriceKey(string Name, string Unit, decimal Per, string Symbol, string Counted)
{
    private const decimal Million = 1_000_000m;

    /// <summary>Invocations of Lambda functions.</summary>
    public static PriceKey LambdaRequests { get; } = new("lambda.requests", "million requests", Million, "M", "requests");

    /// <summary>Memory held by Lambda functions on arm64, for a second of billed duration.</summary>
    public static PriceKey LambdaArm64 { get; } = new("lambda.arm64", "GB-second", 1, "GB-s", "GB-s");

    /// <summary>The same on x86-64.</summary>
    public static PriceKey LambdaX64 { get; } = new("lambda.x64", "GB-second", 1, "GB-s", "GB-s");

    /// <summary>Minutes for which clients are connected to AWS IoT Core.</summary>
    public static PriceKey IotConnections { get; } = new("iot.connections", "million minutes", Million, "M", "minutes");

    /// <summary>Messages in and out, and retained ones, in steps of 5 KB.</summary>
    public static PriceKey IotMessages { get; } = new("iot.messages", "million messages of 5 KB", Million, "M", "messages");

    /// <summary>Rules triggered, in steps of 5 KB of the message.</summary>
    public static PriceKey IotRules { get; } = new("iot.rules", "million rules triggered", Million, "M", "rules triggered");

    /// <summary>Actions of rules, in steps of 5 KB.</summary>
    public static PriceKey IotActions { get; } = new("iot.actions", "million actions", Million, "M", "actions");

    /// <summary>Write request units, on demand: an item of 1 KB, twice in a transaction.</summary>
    public static PriceKey DynamoWrites { get; } = new("dynamodb.writes", "million write units", Million, "M", "write units");

    /// <summary>Read request units, on demand: 4 KB, half for reads that need not be the newest.</summary>
    public static PriceKey DynamoReads { get; } = new("dynamodb.reads", "million read units", Million, "M", "read units");

    /// <summary>What tables and indexes hold.</summary>
    public static PriceKey DynamoStorage { get; } = new("dynamodb.storage", "GB-month", 1, "GB", "GB");

    /// <summary>Requests to API Gateway's HTTP API, in steps of 512 KB.</summary>
    public static PriceKey HttpApi { get; } = new("httpApi.requests", "million requests", Million, "M", "requests");

    /// <summary>Log data taken in by CloudWatch, standard class.</summary>
    public static PriceKey LogsIngested { get; } = new("logs.ingested", "GB", 1, "GB", "GB");

    /// <summary>Log data that CloudWatch keeps.</summary>
    public static PriceKey LogsStored { get; } = new("logs.stored", "GB-month", 1, "GB", "GB");

    /// <summary>Metrics that alarms watch, standard resolution.</summary>
    public static PriceKey Alarms { get; } = new("cloudwatch.alarms", "alarm metric-month", 1, "month", "metrics");

    /// <summary>Dashboards.</summary>
    public static PriceKey Dashboards { get; } = new("cloudwatch.dashboards", "dashboard-month", 1, "month", "dashboards");

    /// <summary>Secrets in Secrets Manager.</summary>
    public static PriceKey Secrets { get; } = new("secretsManager.secrets", "secret-month", 1, "month", "secrets");

    /// <summary>Requests to standard queues of SQS.</summary>
    public static PriceKey SqsRequests { get; } = new("sqs.requests", "million requests", Million, "M", "requests");

    /// <summary>Data that leaves AWS for the internet.</summary>
    public static PriceKey DataOut { get; } = new("dataOut", "GB", 1, "GB", "GB");

    /// <summary>An EC2 instance t4g.small (2 vCPU, 2 GB, arm64), Linux, on demand.</summary>
    public static PriceKey Server { get; } = new("ec2.t4gSmall", "hour", 1, "h", "h");

    /// <summary>A gp3 volume of EBS, with the throughput that it includes.</summary>
    public static PriceKey ServerDisk { get; } = new("ebs.gp3", "GB-month", 1, "GB", "GB");

    /// <summary>A public IPv4 address.</summary>
    public static PriceKey ServerAddress { get; } = new("vpc.publicIpv4", "hour", 1, "h", "h");

    /// <summary>All of them, in the order in which the file has them.</summary>
    public static IReadOnlyList<PriceKey> All { get; } =
    [
        LambdaRequests, LambdaArm64, LambdaX64, IotConnections, IotMessages, IotRules, IotActions, DynamoWrites, DynamoReads, DynamoStorage, HttpApi,
        LogsIngested, LogsStored, Alarms, Dashboards, Secrets, SqsRequests, DataOut, Server, ServerDisk, ServerAddress,
    ];
}
