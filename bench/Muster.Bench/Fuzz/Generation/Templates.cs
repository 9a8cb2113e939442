using System.Text;
using Muster.Fleet.Rules;

namespace Muster.Bench.Fuzz.Generation;

/// <summary>Makes substitution templates (https://docs.aws.amazon.com/iot/latest/developerguide/iot-substitution-templates.html).</summary>
internal static class Templates
{
    internal static string Make(Dice dice, SqlVersion version)
    {
        var text = new StringBuilder();
        var expressions = new Expressions(dice, text, nodes: 8, version);
        for (var i = dice.Few(5); i >= 0; i--)
        {
            text.Append(dice.Pick("robots/", "", "-", "ä", "$", "{", "}", "https://example.com/?a=", "\uD800"));
            if (dice.Percent(85))
            {
                text.Append(dice.Percent(97) ? "${" : "$ {").Append(dice.Percent(90) ? "" : " ");
                expressions.Write(dice.Pick(Want.Text, Want.Number, Want.Any), 1 + dice.Few(3));
                text.Append(dice.Percent(97) ? "}" : "");
            }
        }

        return dice.Percent(15) ? TextMutations.Characters(dice, text.ToString()) : text.ToString();
    }
}
