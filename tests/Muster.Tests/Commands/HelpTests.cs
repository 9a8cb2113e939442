namespace Muster.Tests.Commands;

public sealed class HelpTests
{
    [Fact]
    public async Task Argument_that_may_be_left_out_is_in_brackets_and_columns_stay_in_line()
    {
        var run = await Cli.RunAsync(["--help"]);

        var robots = run.Lines.Single(l => l.StartsWith("  robots", StringComparison.Ordinal));
        var orders = run.Lines.Single(l => l.StartsWith("  orders", StringComparison.Ordinal));
        Assert.StartsWith("  robots [<NAME>]   ", robots, StringComparison.Ordinal);
        Assert.Equal(robots.IndexOf("Shows", StringComparison.Ordinal), orders.IndexOf("Shows", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("order")]
    [InlineData("order place")]
    [InlineData("order show")]
    [InlineData("order cancel")]
    [InlineData("order priority")]
    [InlineData("order requeue")]
    [InlineData("order fail")]
    [InlineData("orders")]
    [InlineData("robot")]
    [InlineData("robot pause")]
    [InlineData("robot resume")]
    [InlineData("robot charge")]
    [InlineData("robot retire")]
    [InlineData("sites")]
    [InlineData("site hold")]
    [InlineData("site release")]
    [InlineData("alerts")]
    [InlineData("alerts acknowledge")]
    [InlineData("alert acknowledge")]
    public async Task Help_has_examples_of_the_command_itself(string command)
    {
        var run = await Cli.RunAsync([.. command.Split(' '), "--help"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains($"Examples:\n  muster {command}", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("order")]
    [InlineData("robot")]
    [InlineData("site")]
    [InlineData("alert")]
    [InlineData("order plaze latte")]
    public async Task Command_without_its_verb_is_wrong_usage(string line)
    {
        var run = await Cli.RunAsync(line.Split(' '));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains($"Try: muster {line.Split(' ')[0]} --help", run.Errors, StringComparison.Ordinal);
    }
}
