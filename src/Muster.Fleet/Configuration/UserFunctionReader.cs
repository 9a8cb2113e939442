using System.Text.Json;
using Muster.Fleet.Rules;

namespace Muster.Fleet.Configuration;

/// <summary>Reads the section <c>functions</c>.</summary>
internal static class UserFunctionReader
{
    private const string NameRule = "a name has 1 to 40 lower-case letters, digits and hyphens, a letter first";
    private const int MaxEnvironment = 4096;

    private static readonly string[] Architectures = ["arm64", "x64"];

    // What functions can do with items; what changes tables themselves is nobody's.
    private static readonly string[] TableActions = ["GetItem", "BatchGetItem", "Query", "Scan", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "ConditionCheckItem"];

    /// <summary>The functions by name.</summary>
    /// <param name="root">The whole file.</param>
    public static IReadOnlyDictionary<string, UserFunction> Read(SettingsReader root)
    {
        var functions = new Dictionary<string, UserFunction>(StringComparer.Ordinal);
        foreach (var field in root.Fields("functions"))
        {
            if (!IsName(field.Name))
            {
                root.RefuseName(field, $"this is no name of a function; {NameRule}");
            }
            else if (UserFunction.TakenNames.Contains(field.Name))
            {
                root.RefuseName(field, $"the fleet has a function {field.Name} of its own; take another name");
            }

            if (root.Is(field.Value, JsonValueKind.Object, "an object"))
            {
                functions[field.Name] = ReadOne(field.Name, root.Of(field.Value));
            }
        }

        return functions;
    }

    private static UserFunction ReadOne(string name, SettingsReader settings)
    {
        var defaults = new UserFunction { Name = name, Package = "" };
        var function = defaults with
        {
            Package = settings.Text("package", 4096) ?? "",
            Runtime = ReadRuntime(settings),
            Handler = settings.Text("handler", 128),
            Architecture = settings.Choice("architecture", Architectures),
            Memory = settings.Integer("memory", 128, 10_240) ?? defaults.Memory,
            Timeout = settings.Duration("timeout", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15)) ?? defaults.Timeout,
            Environment = ReadEnvironment(settings),
            MaxConcurrency = settings.Integer("maxConcurrency", 1, 1000),
            MaxRetries = settings.Integer("maxRetries", 0, 2) ?? defaults.MaxRetries,
            RetryAfter = settings.Duration("retryAfter", TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1)) ?? defaults.RetryAfter,
            MaxEventAge = settings.Duration("maxEventAge", TimeSpan.FromMinutes(1), TimeSpan.FromHours(6)) ?? defaults.MaxEventAge,
            QueueLimit = settings.Integer("queueLimit", 1, 1_000_000) ?? defaults.QueueLimit,
            OnFailure = ReadDestination(settings),
            Tables = ReadTables(settings),
        };
        if (settings.Find("package") is null)
        {
            settings.Refuse(null, "the setting \"package\" is missing; it names the folder or zip with the function's files");
        }

        settings.Finish();
        return function;
    }

    private static FunctionRuntime? ReadRuntime(SettingsReader settings)
    {
        if (settings.Text("runtime", 64) is not { } text)
        {
            return null;
        }

        if (FunctionRuntime.Parse(text) is { } runtime)
        {
            return runtime;
        }

        var found = settings.Find("runtime")!;
        settings.Refuse(found, $"{found.Describe()} is no runtime that functions can have here; known are {FunctionRuntime.Names}");
        return null;
    }

    private static Dictionary<string, string> ReadEnvironment(SettingsReader settings)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in settings.Fields("environment"))
        {
            if (!IsVariable(field.Name))
            {
                settings.RefuseName(field, "this is no name of an environment variable that a function can have; it has letters, digits and _, a letter first, and is none of Lambda's own (AWS_LAMBDA_..., LAMBDA_..., AWS_REGION, ...)");
            }

            if (!settings.Is(field.Value, JsonValueKind.String, "a string"))
            {
                continue;
            }

            if (UnknownTable(field.Value.Text) is { } table)
            {
                settings.Refuse(field.Value, $"the table in {field.Value.Describe()} {SettingsReader.NotOneOf(table, UserFunction.KnownTables)}");
            }

            variables[field.Name] = field.Value.Text;
        }

        if (variables.Sum(v => v.Key.Length + v.Value.Length) > MaxEnvironment)
        {
            settings.Refuse(settings.Find("environment"), "these are more than 4 KB, names and values together, the most that Lambda takes");
        }

        return variables;
    }

    private static FailureDestination? ReadDestination(SettingsReader settings)
    {
        var destination = settings.Object("onFailure");
        if (settings.Find("onFailure") is not { Kind: JsonValueKind.Object } found)
        {
            return null;
        }

        var (topic, file) = (destination.Text("topic", 256), destination.Text("file", FileAction.MaxPath));
        if (destination.Find("topic") is { } where && topic is not null && RepublishAction.Check(topic) is { } problem)
        {
            settings.Refuse(where, $"{where.Describe()} is no topic to publish on: {problem}");
        }

        if (destination.Find("file") is { } path && file is not null && FileAction.Check(file) is { } wrong)
        {
            settings.Refuse(path, $"{path.Describe()} is no file for failed events: {wrong}");
        }

        if (destination.Find("topic") is null == destination.Find("file") is null)
        {
            settings.Refuse(found, "a destination is either a \"topic\" or a \"file\", one of the two");
        }

        destination.Finish();
        return new FailureDestination(topic, file);
    }

    private static Dictionary<string, IReadOnlyList<string>> ReadTables(SettingsReader settings)
    {
        var tables = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var actions = settings.Object("tables");
        foreach (var field in settings.Fields("tables"))
        {
            if (!UserFunction.KnownTables.Contains(field.Name))
            {
                settings.RefuseName(field, $"the table {field.Name} {SettingsReader.NotOneOf(field.Name, UserFunction.KnownTables)}");
            }

            tables[field.Name] = actions.Texts(field.Name, TableActions.Length, a => TableActions.Contains(a) ? null : SettingsReader.NotOneOf(a, TableActions));
        }

        return tables;
    }

    private static bool IsName(string name) =>
        name.Length is >= 1 and <= 40 && char.IsAsciiLetterLower(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html: a letter first, two characters at least, and none that the runtime sets.
    private static bool IsVariable(string name) =>
        name.Length is >= 2 and <= 256
        && char.IsAsciiLetter(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        && !name.StartsWith("AWS_LAMBDA_", StringComparison.Ordinal)
        && !name.StartsWith("LAMBDA_", StringComparison.Ordinal)
        && name is not ("AWS_REGION" or "AWS_DEFAULT_REGION" or "AWS_EXECUTION_ENV" or "AWS_ACCESS_KEY_ID" or "AWS_SECRET_ACCESS_KEY" or "AWS_SESSION_TOKEN");

    private static string? UnknownTable(string value)
    {
        const string Mark = "${table:";
        var rest = UserFunction.WithTables(value, "");
        var start = rest.IndexOf(Mark, StringComparison.Ordinal);
        return start < 0 ? null : rest[(start + Mark.Length)..].Split('}')[0];
    }
}
