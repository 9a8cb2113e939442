using System.CommandLine;

namespace Muster.Commands;

/// <summary><c>muster order</c>: places an order, shows one, and what an operator does with one.</summary>
internal static class OrderCommand
{
    /// <summary>The command with its subcommands.</summary>
    /// <param name="clock">For times, and for the pace of <c>--wait</c>.</param>
    /// <param name="random">Makes idempotency keys.</param>
    public static Command Create(TimeProvider clock, Random random)
    {
        var command = new Command("order", "Places an order, shows one, cancels it, and more.")
        {
            OrderPlaceCommand.Create(clock, random),
            OrderShowCommand.Create(clock),
            OrderActionCommands.CreateCancel(),
            OrderActionCommands.CreatePriority(),
            OrderActionCommands.CreateRequeue(),
            OrderActionCommands.CreateFail(),
        };
        command.AddExamples(
            "muster order place latte --site munich --wait",
            "muster order show 3f9a12c4",
            "muster order cancel 3f9a12c4 --reason 'customer left'");
        return command;
    }
}
