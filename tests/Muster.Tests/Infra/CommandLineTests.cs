using System.Text.Json;
using Muster.Tests.Processes;

namespace Muster.Tests.Infra;

/// <summary>The stack as one makes it: the program, started by hand and by the CDK's command line, without a word to any network.</summary>
public sealed class CommandLineTests : IDisposable
{
    // Where it was built: beside the tests it lacks what ASP.NET Core, which they have, would bring.
    private static readonly string App = Path.Combine(
        Root(), "infra", "Muster.Infra", Path.GetRelativePath(Path.Combine(Root(), "tests", "Muster.Tests"), AppContext.BaseDirectory), "Muster.Infra.dll");

    private static readonly string Dotnet = Path.Combine(MusterBinary.DotnetRoot, "dotnet");
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Bad_setting_ends_the_program_with_one_line()
    {
        var run = await CommandRun.RunAsync(Dotnet, App, "-c", "stage=Dev");

        Assert.Equal((2, "", "muster-infra: stage is 'Dev'; it must be 1 to 12 lower-case letters and digits, a letter first, such as dev or prod\n"), (run.ExitCode, run.Output, run.Errors));
    }

    [Fact]
    public async Task Argument_that_is_no_setting_ends_the_program()
    {
        var run = await CommandRun.RunAsync(Dotnet, App, "stage=dev");

        Assert.Equal((2, "muster-infra: 'stage=dev' is not understood; settings are given as -c NAME=VALUE, such as -c stage=dev\n"), (run.ExitCode, run.Errors));
    }

    [Fact]
    public async Task Command_line_of_the_CDK_makes_the_template()
    {
        var run = await CdkAsync("synth", "--quiet", "-c", "stage=test", "-c", $"packages={_folder.Path}");

        Assert.True(run.ExitCode == 0, run.Errors);
        using var template = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder.File("out"), "Muster-test.template.json")));
        Assert.Contains("muster_test_update_status", template.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("not built: ", run.Output + run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("end-of-life", run.Output + run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_line_of_the_CDK_says_what_is_wrong_with_a_setting()
    {
        var run = await CdkAsync("synth", "--quiet", "-c", "sweepMemory=64");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("muster-infra: sweepMemory is '64'; it must be a whole number from 128 to 10240\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_of_the_CDK_names_no_registry()
    {
        var root = Root();
        using var package = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "package.json")));
        var text = File.ReadAllText(Path.Combine(root, "package-lock.json"));

        Assert.DoesNotContain("resolved", text, StringComparison.Ordinal);
        Assert.DoesNotContain("://", text, StringComparison.Ordinal);
        Assert.Matches("^[0-9.]+$", package.RootElement.GetProperty("devDependencies").GetProperty("aws-cdk").GetString());
    }

    public void Dispose() => _folder.Dispose();

    private Task<CommandRun> CdkAsync(params string[] arguments)
    {
        CommandRun.Need("node");
        var cdk = Path.Combine(Root(), "node_modules", ".bin", "cdk");
        if (!File.Exists(cdk))
        {
            Assert.Skip("the CDK's command line is not here: run eng/setup.sh");
        }

        return CommandRun.RunAsync(cdk, [.. arguments, "--app", $"{Dotnet} {App}", "--output", _folder.File("out"), "--no-notices", "--no-version-reporting", "-c", "cli-telemetry=false"]);
    }

    // Not by the source's path, which a build in CI does not have in it.
    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Muster.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("these tests run inside the repository");
        }

        return folder;
    }
}
