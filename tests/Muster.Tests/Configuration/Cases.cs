namespace Muster.Tests.Configuration;

/// <summary>Files that reader and schema are to judge alike.</summary>
internal static class Cases
{

    /// <summary>A file with every setting but those that exclude others.</summary>
    public const string Whole = """
        {
          "$schema": "http://127.0.0.1:8080/fleet.schema.json",
          "host": { "mqttPort": 1883, "httpPort": 8080, "bind": "127.0.0.1", "data": "./muster-data", "historyPerRobot": 1000, "store": "dynamodb", "tablePrefix": "bar-" },
          "sites": { "munich": { "position": { "x": 0, "y": 0.5, "theta": 1, "map": "hall" }, "keepAvailable": 1 } },
          "items": { "latte": { "requires": ["coffee", "milk"], "expectedDuration": "2m", "maxDuration": 600 } },
          "policy": {
            "dispatch": "longest-idle", "heartbeat": "90s", "disconnectGrace": "15s", "acceptTimeout": "15s", "maxAttempts": 3,
            "chargeBelow": 20, "resumeAt": 80, "criticalBattery": 10,
            "expires": "1h", "waitingAlert": "2m", "agingStep": "5m", "keepOrders": "30d"
          },
          "alerts": {
            "channels": [
              { "name": "ops", "type": "webhook", "url": "https://example.com/x", "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "kinds": ["ROBOT_FAULT"], "sites": ["munich"] },
              { "name": "log", "type": "log" }
            ],
            "notifySecret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "allowPrivateNotify": false
          },
          "functions": {
            "python-status": {
              "package": "functions/python", "runtime": "python3.13", "handler": "handler.lambda_handler", "architecture": "arm64", "memory": 256, "timeout": "10s",
              "environment": { "TABLE_NAME": "${table:RobotStatusTable}" }, "maxConcurrency": 10, "maxRetries": 2, "retryAfter": "1m", "maxEventAge": "1h", "queueLimit": 10000,
              "onFailure": { "topic": "functions/failed/python-status" }, "tables": { "RobotStatusTable": ["UpdateItem"] }
            },
            "other": { "package": "functions/other", "onFailure": { "file": "failed.jsonl" } }
          },
          "rules": {
            "hot_robot": {
              "sql": "SELECT name, battery, topic(2) AS robot FROM 'robots/+/status' WHERE battery < 15", "sqlVersion": "2016-03-23", "description": "low", "enabled": true,
              "actions": [
                { "function": "python-status" },
                { "republish": { "topic": "warnings/${topic(2)}", "qos": 1, "retain": false } },
                { "webhook": { "url": "https://example.com/x", "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" } },
                { "file": { "path": "rules/low-battery.jsonl" } }
              ],
              "errorAction": { "file": { "path": "errors.jsonl" } }
            }
          }
        }
        """;

    /// <summary>Right for both.</summary>
    public static IEnumerable<string> Good =>
    [
        "{}", Whole, """{ "host": {}, "policy": {}, "alerts": {} }""", """{ "alerts": { "channels": [] } }""", """{ "alerts": { "allowPrivateNotify": true } }""",
        .. new[] { "\"250ms\"", "\"90s\"", "\"5m\"", "\"1h\"", "\"2d\"", "\"1.5h\"", "\".5h\"", "\"5.m\"", "90", "0.5" }.Select(d => Item($"\"maxDuration\": {d}")),
        Item("\"requires\": []"), Item("\"requires\": [\"Ä b\"]"), Site("\"position\": { \"x\": -1e3, \"y\": 2 }"), Site("\"keepAvailable\": 2.0"),
        """{ "sites": { "A_z.0:-": {} } }""", Channel("\"name\": \"a\", \"type\": \"log\", \"kinds\": [], \"sites\": []"),
        Channel("\"name\": \"a\", \"type\": \"webhook\", \"url\": \"HTTP://example.com\", \"secretVariable\": \"SECRET\""),
        .. new[] { 24, 25, 26, 62, 63, 64 }.Select(Signed),
        .. GoodRules, """{ "functions": {} }""", Function(""), Function("\"onFailure\": { \"file\": \"failed/a-1.jsonl\" }"), Function("\"environment\": {}, \"tables\": {}"), Function("\"environment\": { \"AWS_IGNORE\": \"\" }"), Function("\"tables\": { \"Orders\": [] }"),
        .. new[] { "provided.al2023", "python3.9", "python3.14", "nodejs18.x", "nodejs22.x", "dotnet8", "dotnet10" }.Select(r => Function($"\"runtime\": \"{r}\"")),
    ];

    private static IEnumerable<string> GoodRules =>
    [
        """{ "rules": {} }""", Rule("\"enabled\": false"), Rule("\"sqlVersion\": \"2015-10-08\""), Action("\"function\": \"update-status\""), Action("\"republish\": { \"topic\": \"${topic(1)}/x\" }"),
        Action("\"republish\": { \"topic\": \"robots/r1/commands\", \"qos\": 0, \"retain\": true }"), Action("\"webhook\": { \"url\": \"http://10.0.0.1\", \"secretVariable\": \"SECRET\" }"),
        .. new[] { "a.jsonl", "a/b-c_d.e/f.jsonl", "..jsonl".Replace("..", "1.", StringComparison.Ordinal) }.Select(p => Action($"\"file\": {{ \"path\": \"{p}\" }}")),
        Rule($"\"errorAction\": {{ \"republish\": {{ \"topic\": \"errors\" }} }}"),
    ];

    private static IEnumerable<string> BadRules =>
    [
        .. new[] { "null", "[]", "1" }.SelectMany(v => new[] { $$"""{ "rules": {{v}} }""", $$"""{ "rules": { "a": {{v}} } }""" }),
        """{ "rules": { "a": {} } }""", """{ "rules": { "a": { "sql": "SELECT * FROM 'a'" } } }""", """{ "rules": { "a": { "actions": [{ "file": { "path": "a.jsonl" } }] } } }""",
        .. new[] { "a-b", "a b", "", "ä", "update_status", "presence", "update_status_jit", new string('a', 101) }.Select(n => $$"""{ "rules": { "{{n}}": { "sql": "SELECT * FROM 'a'", "actions": [{ "file": { "path": "a.jsonl" } }] } } }"""),
        .. new[] { "\"sqlVersion\": \"2017\"", "\"sqlVersion\": 2016", "\"enabled\": \"yes\"", "\"description\": \"\"", "\"errorAction\": []", "\"errorAction\": {}", "\"where\": \"\"" }.Select(Rule),
        """{ "rules": { "a": { "sql": "", "actions": [{ "file": { "path": "a.jsonl" } }] } } }""", """{ "rules": { "a": { "sql": "SELECT * FROM 'a'", "actions": [] } } }""", """{ "rules": { "a": { "sql": "SELECT * FROM 'a'", "actions": {} } } }""",
        $$"""{ "rules": { "a": { "sql": "SELECT * FROM 'a'", "actions": [{{string.Join(", ", Enumerable.Repeat("{ \"file\": { \"path\": \"a.jsonl\" } }", 11))}}] } } }""",
        .. new[]
        {
            "", "\"function\": \"\"", "\"function\": 1", "\"function\": {}", "\"lambda\": \"x\"", "\"file\": { \"path\": \"a.jsonl\" }, \"function\": \"update-status\"",
            "\"republish\": {}", "\"republish\": \"a\"", "\"republish\": { \"topic\": \"\" }", "\"republish\": { \"topic\": \"fleet/robots/r1\" }", "\"republish\": { \"topic\": \"$aws/things\" }", "\"republish\": { \"topic\": \"$$aws/things\" }", "\"republish\": { \"topic\": \"a\", \"qos\": 2 }",
            "\"republish\": { \"topic\": \"a\", \"retain\": 1 }", "\"republish\": { \"topic\": \"a\", \"headers\": {} }",
            "\"webhook\": {}", "\"webhook\": { \"url\": \"ftp://example.com\" }", "\"webhook\": { \"url\": \"https://example.com\", \"secret\": \"x\" }", $"\"webhook\": {{ \"url\": \"https://example.com\", \"secret\": \"{Files.Secret}\", \"secretVariable\": \"SECRET\" }}",
        }.Select(Action),
        .. new[] { "", "a.txt", ".jsonl", "/a.jsonl", "../a.jsonl", "a/../b.jsonl", "a//b.jsonl", ".a/b.jsonl", "a b.jsonl", "a\\\\b.jsonl", "muster.db", new string('a', 195) + ".jsonl" }.Select(p => Action($"\"file\": {{ \"path\": \"{p}\" }}")),
    ];

    private static string Rule(string text) => $$"""{ "rules": { "a": { "sql": "SELECT * FROM 'a'", "actions": [{ "file": { "path": "a.jsonl" } }], {{text}} } } }""";

    private static string Action(string text) => $$"""{ "rules": { "a": { "sql": "SELECT * FROM 'a'", "actions": [{ {{text}} }] } } }""";

    /// <summary>Wrong for both.</summary>
    public static IEnumerable<string> Bad =>
    [
        "[]", "null", """{ "polcy": {} }""", """{ "$schema": 1 }""", """{ "$schema": "" }""",
        .. new[] { "null", "[]", "1", "\"\"" }.SelectMany(v => new[] { "host", "sites", "items", "policy", "alerts" }.Select(s => $$"""{ "{{s}}": {{v}} }""")),
        .. new[] { "\"mqttPort\": -1", "\"mqttPort\": 65536", "\"httpPort\": 1.5", "\"httpPort\": \"80\"", "\"bind\": 1", "\"bind\": \"\"", "\"data\": \"\"", "\"historyPerRobot\": 0", "\"store\": \"postgres\"", "\"store\": 1", "\"tablePrefix\": \"a/b\"", "\"port\": 1" }.Select(h => $$"""{ "host": { {{h}} } }"""),
        """{ "sites": {} }""", """{ "items": {} }""", """{ "sites": { "a b": {} } }""", """{ "items": { "": {} } }""", """{ "sites": { "a": null } }""", $$"""{ "sites": { "{{new string('a', 65)}}": {} } }""",
        Site("\"keepAvailable\": -1"), Site("\"keepAvailable\": 1001"), Site("\"keepAvailable\": 0.5"), Site("\"position\": {}"), Site("\"position\": { \"x\": 1 }"),
        Site("\"position\": { \"x\": 1, \"y\": \"2\" }"), Site("\"position\": { \"x\": 1, \"y\": 2, \"z\": 3 }"), Site("\"position\": [1, 2]"), Site("\"position\": { \"x\": 1e10, \"y\": 2 }"), Site("\"hold\": true"),
        .. new[] { "\"5x\"", "\"\"", "\"s\"", "\"-5s\"", "\" 5s\"", "\"5 s\"", "\"5S\"", "\"1e3s\"", "\"5m30s\"", "\"1,5h\"", "true", "null", "0", "-1", "2592001" }.Select(d => Item($"\"maxDuration\": {d}")),
        Item("\"requires\": \"a\""), Item("\"requires\": [1]"), Item("\"requires\": [\"\"]"), Item("\"requires\": [\"a\", \"a\"]"), Item("\"require\": []"), Item($"\"requires\": [\"{new string('a', 65)}\"]"),
        Item($"\"requires\": [{string.Join(',', Enumerable.Range(0, 65).Select(i => $"\"{i}\""))}]"),
        Policy("\"dispatch\": \"nearst\""), Policy("\"dispatch\": 0"), Policy("\"maxAttempts\": 0"), Policy("\"maxAttempts\": 101"), Policy("\"maxAttempts\": 1.5"),
        Policy("\"chargeBelow\": 101"), Policy("\"resumeAt\": -1"), Policy("\"criticalBattery\": \"10\""), Policy("\"heartbeat\": 0.5"), Policy("\"heartbeat\": 86401"),
        Policy("\"disconnectGrace\": 0"), Policy("\"acceptTimeout\": 3601"), Policy("\"expires\": 2592001"), Policy("\"waitingAlert\": 0"), Policy("\"agingStep\": 0"), Policy("\"keepOrders\": 59"), Policy("\"beat\": 1"),
        """{ "alerts": { "channels": {} } }""", """{ "alerts": { "channels": [1] } }""", """{ "alerts": { "chanels": [] } }""",
        """{ "alerts": { "notifySecret": "x" } }""", """{ "alerts": { "allowPrivateNotify": "yes" } }""", """{ "alerts": { "allowPrivateNotify": 1 } }""", """{ "alerts": { "allowPrivateNotify": null } }""", $$"""{ "alerts": { "notifySecret": "{{Files.Secret}}", "notifySecretVariable": "SECRET" } }""",
        .. new[]
        {
            "", "\"name\": \"a\"", "\"type\": \"log\"", "\"name\": \"a b\", \"type\": \"log\"", "\"name\": \"a\", \"type\": \"topic\"", "\"name\": \"a\", \"type\": \"webhook\"",
            "\"name\": \"a\", \"type\": \"log\", \"url\": \"https://example.com\"", $"\"name\": \"a\", \"type\": \"log\", \"secret\": \"{Files.Secret}\"", "\"name\": \"a\", \"type\": \"log\", \"secretVariable\": \"SECRET\"",
            "\"name\": \"a\", \"type\": \"webhook\", \"url\": \"ftp://example.com\"", "\"name\": \"a\", \"type\": \"webhook\", \"url\": \"example.com\"", "\"name\": \"a\", \"type\": \"webhook\", \"url\": \"\"",
            $"\"name\": \"a\", \"type\": \"webhook\", \"url\": \"https://example.com\", \"secret\": \"{Files.Secret}\", \"secretVariable\": \"SECRET\"",
            "\"name\": \"a\", \"type\": \"log\", \"kinds\": [\"ROBOT\"]", "\"name\": \"a\", \"type\": \"log\", \"kinds\": [\"ROBOT_FAULT\", \"ROBOT_FAULT\"]",
            "\"name\": \"a\", \"type\": \"log\", \"sites\": [\"a b\"]", "\"name\": \"a\", \"type\": \"log\", \"sites\": [\"a\", \"a\"]", "\"name\": \"a\", \"type\": \"log\", \"site\": []",
        }.Select(Channel),
        .. new[] { 0, 23, 65, 66 }.Select(Signed), Channel("\"name\": \"a\", \"type\": \"webhook\", \"url\": \"https://example.com\", \"secret\": \"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS\""),
        .. BadRules, """{ "functions": [] }""", """{ "functions": { "a": {} } }""", """{ "functions": { "a": { "package": "" } } }""", """{ "functions": { "a": null } }""",
        .. new[] { "A", "1a", "a_b", "a b", "", "-a", "sweep", "update-status", "api", new string('a', 41) }.Select(n => $$"""{ "functions": { "{{n}}": { "package": "p" } } }"""),
        .. new[] { "python2.7", "python3", "python3.08", "python3.8", "nodejs22", "nodejs16.x", "dotnet6", "java21", "provided", "" }.Select(r => Function($"\"runtime\": \"{r}\"")),
        .. new[]
        {
            "\"runtime\": 3", "\"handler\": \"\"", "\"architecture\": \"arm\"", "\"memory\": 127", "\"memory\": 10241", "\"memory\": 128.5", "\"timeout\": 0.5", "\"timeout\": 901",
            "\"environment\": []", "\"environment\": { \"A-B\": \"\" }", "\"environment\": { \"1A\": \"\" }", "\"environment\": { \"A\": \"\" }", "\"environment\": { \"AB\": 1 }", "\"environment\": { \"AWS_REGION\": \"x\" }", "\"environment\": { \"LAMBDA_X\": \"x\" }",
            "\"maxConcurrency\": 0", "\"maxConcurrency\": 1001", "\"maxRetries\": 3", "\"maxRetries\": -1", "\"retryAfter\": 0", "\"maxEventAge\": 59", "\"maxEventAge\": 21601", "\"queueLimit\": 0",
            "\"onFailure\": {}", "\"onFailure\": \"log\"", "\"onFailure\": { \"topic\": \"a/+\" }", "\"onFailure\": { \"topic\": \"\" }", "\"onFailure\": { \"topic\": \"a\", \"file\": \"b\" }", "\"onFailure\": { \"queue\": \"a\" }",
            "\"onFailure\": { \"topic\": \"fleet/a\" }", "\"onFailure\": { \"topic\": \"$SYS/a\" }", "\"onFailure\": { \"file\": \"muster.db\" }", "\"onFailure\": { \"file\": \"../a.jsonl\" }", "\"onFailure\": { \"file\": \"/a.jsonl\" }",
            "\"tables\": { \"Robots\": [] }", "\"tables\": { \"Orders\": [\"DeleteTable\"] }", "\"tables\": { \"Orders\": [\"Scan\", \"Scan\"] }", "\"tables\": { \"Orders\": \"Scan\" }", "\"concurrency\": 1",
        }.Select(Function),
    ];

    /// <summary>Wrong, though a schema can't tell: it compares no two settings, and knows no environment.</summary>
    public static IEnumerable<string> OnlyReader =>
    [
        Policy("\"criticalBattery\": 30"), Policy("\"resumeAt\": 10"), Policy("\"heartbeat\": \"2d\""), Policy("\"heartbeat\": \"500ms\""), Item("\"expectedDuration\": \"2h\""),
        """{ "policy": { "heartbeat": 1, "heartbeat": 2 } }""", """{ "alerts": { "notifySecretVariable": "NOWHERE" } }""", """{ "host": { "bind": "localhost" } }""",
        """{ "alerts": { "channels": [{ "name": "a", "type": "log" }, { "name": "a", "type": "log" }] } }""",
        """{ "sites": { "a": {} }, "alerts": { "channels": [{ "name": "a", "type": "log", "sites": ["b"] }] } }""",
        Action("\"function\": \"nobodys\""), Action("\"republish\": { \"topic\": \"a/+/b\" }"), Action("\"webhook\": { \"url\": \"https://\" }"), Action("\"webhook\": { \"url\": \"https://example.com\", \"secretVariable\": \"NOWHERE\" }"),
        Function("\"environment\": { \"TABLE_NAME\": \"${table:Robots}\" }"), Function($"\"environment\": {{ \"LONG\": \"{new string('a', 4096)}\" }}"), Function("\"timeout\": \"1h\""),
    ];

    private static string Site(string text) => $$"""{ "sites": { "a": { {{text}} } } }""";

    private static string Item(string text) => $$"""{ "items": { "a": { {{text}} } } }""";

    private static string Policy(string text) => $$"""{ "policy": { {{text}} } }""";

    private static string Channel(string text) => $$"""{ "alerts": { "channels": [{ {{text}} }] } }""";

    private static string Function(string text) => $$"""{ "functions": { "a-1": { "package": "p"{{(text.Length == 0 ? "" : ", ")}}{{text}} } } }""";

    private static string Signed(int bytes) =>
        Channel($"\"name\": \"a\", \"type\": \"webhook\", \"url\": \"https://example.com\", \"secret\": \"whsec_{Convert.ToBase64String(new byte[bytes])}\"");
}
