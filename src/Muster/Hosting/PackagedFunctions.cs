using Muster.Fleet.Configuration;
using Muster.Local.Functions;

namespace Muster.Hosting;

/// <summary>The functions of <c>muster up --functions lambda</c>.</summary>
internal static class PackagedFunctions
{
    /// <summary>Refuses what can't work: a function in another process has no way to this one's SQLite.</summary>
    /// <exception cref="StartException">It can't work.</exception>
    public static void Check(UpOptions options)
    {
        if (options is { FunctionPackages: not null, IsStoreShared: false })
        {
            throw new StartException("with --functions lambda each function is a process of its own, and needs a store that several processes can share: SQLite belongs to one; add --store dynamodb")
            {
                ExitCode = Commands.ExitCode.Usage,
            };
        }
    }

    /// <summary>Opens them.</summary>
    /// <param name="packages">Where they are.</param>
    /// <param name="options">The settings.</param>
    /// <param name="fleet">The functions in this process, and their way to the broker.</param>
    /// <param name="webhookSecret">Signs webhooks: one secret, whoever sends them.</param>
    /// <param name="logs">Take what functions write.</param>
    /// <exception cref="StartException">A function has no package that can run here.</exception>
    public static LambdaFunctions Open(string packages, UpOptions options, FleetServices fleet, string webhookSecret, ILoggerFactory logs)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["MUSTER_WEBHOOK_SECRET"] = webhookSecret,
            [UpSettings.TablePrefixVariable] = options.TablePrefix,
        };
        if (options.ConfigFile is { } file)
        {
            variables["MUSTER_CONFIG"] = Path.GetFullPath(file.Path);
            AddSecrets(file, variables);
        }

        try
        {
            var context = fleet.Context;
            return LambdaFunctions.Open(
                new LambdaFunctionsOptions { Packages = packages, Environment = variables }, fleet.Functions, context.Sender, context.Clock, context.Random, logs);
        }
        catch (FunctionPackageException e)
        {
            throw new StartException(e.Message, e);
        }
    }

    /// <summary>Secrets that the file leaves to environment variables: a function reads the same file.</summary>
    private static void AddSecrets(ConfigFile file, Dictionary<string, string> variables) =>
        FleetConfigurationReader.Read(File.ReadAllBytes(file.Path), name =>
        {
            var value = Environment.GetEnvironmentVariable(name);
            if (value is not null)
            {
                variables[name] = value;
            }

            return value;
        });
}
