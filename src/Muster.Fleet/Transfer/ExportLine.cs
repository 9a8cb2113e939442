using System.Text.Json;
using System.Text.Json.Serialization;
using Muster.Fleet.Alerts;
using Muster.Fleet.Notifications;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Sites;

namespace Muster.Fleet.Transfer;

/// <summary>A line of an export: one record, under the name of its kind. Exactly one is set.</summary>
public sealed record ExportLine
{
    /// <summary>The first line: what this is.</summary>
    public ExportHeader? Header { get; init; }

    /// <summary>A site.</summary>
    public Site? Site { get; init; }

    /// <summary>A robot; its history follows, oldest first.</summary>
    public Robot? Robot { get; init; }

    /// <summary>An entry in the history of the robot before it.</summary>
    public RobotEvent? RobotEvent { get; init; }

    /// <summary>An order; its history follows, oldest first.</summary>
    public Order? Order { get; init; }

    /// <summary>An entry in the history of the order before it.</summary>
    public OrderEvent? OrderEvent { get; init; }

    /// <summary>An alert.</summary>
    public Alert? Alert { get; init; }

    /// <summary>A notification that is on its way, or was given up.</summary>
    public Notification? Notification { get; init; }

    /// <summary>The last line: how many came before it, to tell a whole file from one that was cut off.</summary>
    public ExportEnd? End { get; init; }

    /// <summary>Writes it.</summary>
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, ExportJson.Default.ExportLine);

    /// <summary>Reads one.</summary>
    /// <exception cref="JsonException">It is no line of an export.</exception>
    public static ExportLine Read(string text)
    {
        var line = JsonSerializer.Deserialize(text, ExportJson.Default.ExportLine) ?? throw new JsonException("it is null");
        object?[] records = [line.Header, line.Site, line.Robot, line.RobotEvent, line.Order, line.OrderEvent, line.Alert, line.Notification, line.End];
        return records.Count(r => r is not null) == 1 ? line : throw new JsonException("it must have exactly one record in it");
    }
}

/// <summary>What an export is.</summary>
/// <param name="Format">Always <see cref="Name"/>.</param>
/// <param name="Version">Always <see cref="Current"/>: rises when older programs could not read it.</param>
public sealed record ExportHeader(string Format, int Version)
{
    /// <summary>The format's name.</summary>
    public const string Name = "muster-export";

    /// <summary>The version that this program writes.</summary>
    public const int Current = 1;
}

/// <summary>The end of an export.</summary>
/// <param name="Lines">How many lines came before this one.</param>
public sealed record ExportEnd(long Lines);

/// <summary>The serializers of exports. Times are as fine as they are kept: a robot's own clock has microseconds.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ExportLine))]
internal sealed partial class ExportJson : JsonSerializerContext;
