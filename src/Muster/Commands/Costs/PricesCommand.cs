using System.CommandLine;
using System.Text;

namespace Muster.Commands.Costs;

/// <summary><c>muster cost prices</c>: the file of prices that is in force.</summary>
internal static class PricesCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Option<string?>("--prices") { Description = "Check and print this file instead of the program's own", HelpName = "FILE" };
        var command = new Command("prices", "Prints the prices in force, with the day and the source of each: the program's own file, or the one that is given, once it is found to be right.") { file };
        command.AddExamples("muster cost prices > prices.json", "muster cost prices --prices prices.json > /dev/null && echo good");
        command.Run(async (parsed, cancellationToken) =>
        {
            var prices = PriceFile.Read(parsed.GetValue(file), parsed.InvocationConfiguration.Error);
            await parsed.InvocationConfiguration.Output.WriteAsync(Encoding.UTF8.GetString(prices.Utf8.Span).AsMemory(), cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }
}
