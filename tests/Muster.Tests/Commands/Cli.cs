using System.CommandLine;
using Muster.Commands;

namespace Muster.Tests.Commands;

/// <summary>A command line that was run in this process.</summary>
internal sealed record Cli(int ExitCode, string Output, string Errors)
{
    /// <summary>The lines of its output, without the spaces at their ends.</summary>
    public IReadOnlyList<string> Lines => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd())];

    public static Task<Cli> RunAsync(FakeMuster muster, params string[] args) => RunAsync([.. args, "--url", muster.Url]);

    public static async Task<Cli> RunAsync(string[] args, TextWriter? output = null, CancellationToken cancellationToken = default)
    {
        var clock = new HastyClock();
        var root = new RootCommand("Muster")
        {
            RobotsCommand.Create(clock),
            RobotCommand.Create(),
            OrdersCommand.Create(clock),
            OrderCommand.Create(clock, new Random(1)),
            SitesCommand.Create(clock),
            SiteCommand.Create(),
            AlertsCommand.Create(clock),
            AlertCommand.Create(),
            PublishCommand.Create(clock),
        };
        var configuration = new InvocationConfiguration { Output = output ?? new StringWriter(), Error = new StringWriter() };
        var exitCode = await CommandLine.RunAsync(root, args, configuration, cancellationToken);
        return new Cli(exitCode, configuration.Output.ToString()!, configuration.Error.ToString()!);
    }
}
