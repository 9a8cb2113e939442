namespace Muster.Aws.Store;

/// <summary>The names of attributes (docs/reference/dynamodb.md).</summary>
internal static class Attributes
{
    // Robots.
    public const string Name = "name";
    public const string Status = "status";
    public const string StatusSince = "statusSince";
    public const string LastSeen = "lastSeen";
    public const string ReportedAt = "reportedAt";
    public const string Capabilities = "capabilities";
    public const string Battery = "battery";
    public const string Position = "position";
    public const string Order = "order";
    public const string OrderSince = "orderSince";
    public const string ReportedOrder = "reportedOrder";
    public const string Instruction = "instruction";
    public const string Fault = "fault";
    public const string ConnectedAt = "connectedAt";
    public const string ReturnedAt = "returnedAt";
    public const string RetiredAt = "retiredAt";
    public const string AnnouncedAt = "announcedAt";
    public const string AnnouncementDue = "announcementDue";
    public const string Alerts = "alerts";

    // Of several kinds.
    public const string Id = "id";
    public const string Version = "version";
    public const string Site = "site";
    public const string Due = "due";
    public const string DueShard = "dueShard";
    public const string Data = "data";
    public const string ExpiresAt = "expiresAt";
    public const string Place = "place";

    // Orders and records.
    public const string State = "state";
    public const string PlacedAt = "placedAt";
    public const string PendingSite = "pendingSite";
    public const string Key = "key";
    public const string List = "list";

    // History and feed.
    public const string Subject = "subject";
    public const string At = "at";
    public const string Cause = "cause";
    public const string Changes = "changes";
    public const string From = "from";
    public const string To = "to";
    public const string Attempt = "attempt";
    public const string Robot = "robot";
    public const string Why = "why";
    public const string By = "by";
    public const string Hour = "hour";
    public const string Entries = "entries";
    public const string Kind = "kind";
    public const string Topic = "topic";
    public const string Payload = "payload";
}
