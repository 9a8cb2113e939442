using Muster.Fleet.Configuration;
using Muster.Tests.Aws.Store;
using Muster.Tests.Processes;

namespace Muster.Tests.LambdaHost.Samples;

/// <summary>The samples in samples/functions, made ready to run.</summary>
internal static class SampleFunctions
{
    private static readonly SemaphoreSlim Building = new(1);

    private static string Folder
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Muster.slnx")))
            {
                folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("these tests run inside the repository");
            }

            return Path.Combine(folder, "samples", "functions");
        }
    }

    /// <summary>The configuration with all samples behind one rule.</summary>
    public static string Configuration => Path.Combine(Folder, "fleet.json");

    /// <summary>A sample's package; the test is skipped where what it needs is not here.</summary>
    public static async Task<Package> BuildAsync(string sample)
    {
        var folder = Path.Combine(Folder, sample);
        switch (sample)
        {
            case "node":
                CommandRun.Need("node");
                Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules")), "the sample's packages are not here: run eng/setup.sh, or npm ci --prefix samples/functions/node");
                return new Package(folder, null);
            case "go":
                CommandRun.Need("go");
                var temp = new TempFolder();
                await Building.WaitAsync();
                try
                {
                    var build = await CommandRun.RunAsync("/bin/sh", "-c", $"cd '{folder}' && CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o '{temp.Path}/bootstrap' .");
                    Assert.True(build.ExitCode == 0, build.Errors);
                }
                finally
                {
                    Building.Release();
                }

                return new Package(temp.Path, temp);
            default:
                Assert.SkipUnless(File.Exists("/usr/bin/python3") && (await CommandRun.RunAsync("/usr/bin/python3", "-c", "import boto3")).ExitCode == 0, "python3-boto3 is not here: run eng/setup.sh");
                return new Package(folder, null);
        }
    }

    /// <summary>What tells a function where the tables are.</summary>
    public static Dictionary<string, string> Variables(DynamoLocal dynamo, DynamoBench tables) => new(StringComparer.Ordinal)
    {
        ["AWS_ENDPOINT_URL_DYNAMODB"] = dynamo.Endpoint,
        ["AWS_REGION"] = "us-east-1",
        ["AWS_ACCESS_KEY_ID"] = "x",
        ["AWS_SECRET_ACCESS_KEY"] = "y",
        ["TABLE_NAME"] = tables.Prefix + UserFunction.KnownTables[0],
    };

    /// <summary>A package that is ready.</summary>
    /// <param name="Path">Where it is.</param>
    /// <param name="Temporary">What is gone after the test.</param>
    internal sealed record Package(string Path, TempFolder? Temporary) : IDisposable
    {
        public void Dispose() => Temporary?.Dispose();
    }
}
