using System.Text.Json;
using Amazon.CDK;
using Amazon.CDK.Assertions;
using Muster.Infra;
using Muster.Infra.Settings;
using Muster.Tests.Processes;

namespace Muster.Tests.Infra;

/// <summary>The templates that tests look at. Each is made once: the CDK takes seconds to start, and a process has one of it.</summary>
public sealed class StackFixture : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Lazy<StackTemplate> _dev;
    private readonly Lazy<StackTemplate> _prod;
    private readonly Lazy<StackTemplate> _full;

    public StackFixture()
    {
        _dev = new(() => Make("dev"));
        _prod = new(() => Make("prod", ("stage", "prod"), ("packages", Packages())));
        _full = new(() => Make(
            "full",
            ("stage", "full"),
            ("compare", "true"),
            ("config", Config()),
            ("email", "ops@example.com"),
            ("jwtIssuer", "https://issuer.example.com"),
            ("jwtAudience", "fleet, portal"),
            ("iotEndpoint", "abc-ats.iot.eu-central-1.amazonaws.com"),
            ("adapterLayer", "arn:aws:lambda:eu-central-1:123456789012:layer:Own:7"),
            ("updateStatusMemory", "512"),
            ("updateStatusArch", "x64"),
            ("updateStatusConcurrency", "20"),
            ("notifyTimeout", "30"),
            ("logDays", "7"),
            ("tracing", "true"),
            ("apiRate", "5")));
    }

    /// <summary>The stack with no settings, and without packages.</summary>
    internal StackTemplate Dev => Of(_dev);

    /// <summary>The stack <c>prod</c>, with packages.</summary>
    internal StackTemplate Prod => Of(_prod);

    /// <summary>A stack in which everything that can be set is.</summary>
    internal StackTemplate Full => Of(_full);

    /// <summary>The stack of these settings.</summary>
    internal StackTemplate Make(string folder, params (string Name, string Value)[] settings)
    {
        CommandRun.Need("node");
        Synthesis.Quiet();
        var values = new ContextValues(settings.Select(s => KeyValuePair.Create(s.Name, s.Value)));
        var app = new App(new AppProps { Outdir = _folder.File(folder), AnalyticsReporting = false });
        var stack = new MusterStack(app, StackSettings.Read(values));
        var template = Template.FromStack(stack);
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(app.Outdir, stack.TemplateFile)));
        return new StackTemplate(template, json.RootElement.Clone(), app.Outdir);
    }

    public void Dispose() => _folder.Dispose();

    private static StackTemplate Of(Lazy<StackTemplate> template)
    {
        CommandRun.Need("node");
        return template.Value;
    }

    /// <summary>What eng/lambda.sh would have built, as far as the stack looks at it.</summary>
    private string Packages()
    {
        var folder = _folder.File("packages");
        Directory.CreateDirectory(Path.Combine(folder, "arm64"));
        File.WriteAllText(Path.Combine(folder, "arm64", "function.zip"), "function");
        File.WriteAllText(Path.Combine(folder, "arm64", "api.zip"), "api");
        return folder;
    }

    private string Config() => _folder.Write("fleet.json", """
        {
          "policy": { "heartbeat": "45s" },
          "rules": {
            "hot_robot": {
              "sql": "SELECT name, battery FROM 'robots/+/status' WHERE battery < 15",
              "description": "Robots that need charging",
              "actions": [{ "republish": { "topic": "warnings/${topic(2)}", "qos": 1 } }, { "function": "update-status" }, { "republish": { "topic": "low" } }],
              "errorAction": { "function": "presence" }
            },
            "old": { "sql": "SELECT * FROM 'old/+'", "sqlVersion": "2015-10-08", "actions": [{ "republish": { "topic": "${topic(2)}/new" } }] },
            "off": { "sql": "SELECT * FROM 'off'", "enabled": false, "actions": [{ "file": { "path": "off.jsonl" } }] }
          },
          "alerts": {
            "notifySecretVariable": "CUSTOMER_SECRET",
            "channels": [{ "name": "ops", "type": "webhook", "url": "https://example.com/alerts", "secretVariable": "OPS_SECRET" }]
          }
        }
        """);
}
