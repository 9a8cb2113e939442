using System.CommandLine;

namespace Muster.Commands.Rules;

/// <summary><c>muster rules</c>: the rules in force, a check of a file's, and what they would do with a message.</summary>
internal static class RulesCommand
{
    /// <summary>The command.</summary>
    /// <param name="clock">For <c>timestamp()</c>.</param>
    /// <param name="random">For <c>rand()</c> and <c>newuuid()</c>.</param>
    public static Command Create(TimeProvider clock, Random random) => new("rules", "Shows and checks rules, and tries them with a message.")
    {
        RulesListCommand.Create(),
        RulesCheckCommand.Create(),
        RulesTryCommand.Create(clock, random),
    };
}
