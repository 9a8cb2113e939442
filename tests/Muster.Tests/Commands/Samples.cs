namespace Muster.Tests.Commands;

/// <summary>Answers of the HTTP API.</summary>
internal static class Samples
{
    public const string Id = "019c1234-5678-7abc-8def-0123456789ab";

    public const string OtherId = "019c1234-5678-7abc-8def-aaaaaaaaaaaa";

    public static string Order(string state = "PENDING", string id = Id, string more = "", int version = 1) => $$"""
        {"id": "{{id}}", "site": "munich", "item": "latte", "state": "{{state}}", "since": "2026-01-31T11:59:00.000Z", "placedAt": "2026-01-31T11:57:00.000Z",
         "priority": 5, "attempt": 1, "version": {{version}}, "expiresAt": "2026-01-31T12:57:00.000Z", "unknown": 1{{(more.Length == 0 ? "" : ", " + more)}}}
        """;

    public static string Page(params string[] items) => $$"""{"items": [{{string.Join(", ", items)}}]}""";

    public static string Event(int version, string to, string cause, string more = "") => $$"""
        {"order": "{{Id}}", "version": {{version}}, "at": "2026-01-31T11:59:0{{version}}.000Z", "cause": "{{cause}}", "to": "{{to}}", "attempt": 1{{(more.Length == 0 ? "" : ", " + more)}}}
        """;

    public static string Alert(string state = "OPEN", string id = "ROBOT_FAULT:robot-3:17", string more = "") => $$"""
        {"id": "{{id}}", "kind": "ROBOT_FAULT", "subject": "robot-3", "state": "{{state}}", "message": "robot-3 reports FAULT", "openedAt": "2026-01-31T11:57:00.000Z",
         "version": 1, "site": "munich"{{(more.Length == 0 ? "" : ", " + more)}}}
        """;

    public static string Robot(string status, string more = "") => $$"""
        {"name": "robot-3", "status": "{{status}}", "since": "2026-01-31T11:59:00.000Z", "lastSeen": "2026-01-31T11:59:59.000Z", "version": 4, "capabilities": []{{(more.Length == 0 ? "" : ", " + more)}}}
        """;
}
