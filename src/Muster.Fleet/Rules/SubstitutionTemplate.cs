using System.Text;

namespace Muster.Fleet.Rules;

/// <summary>
/// A text with <c>${expression}</c> in it, filled in from a message
/// (https://docs.aws.amazon.com/iot/latest/developerguide/iot-substitution-templates.html).
/// </summary>
public sealed class SubstitutionTemplate
{
    private readonly (string Text, CompiledRule? Value)[] _parts;

    private SubstitutionTemplate((string Text, CompiledRule? Value)[] parts) => _parts = parts;

    /// <summary>Parses <paramref name="text"/>.</summary>
    /// <exception cref="IotSqlException">An expression in it is not valid, or has no end.</exception>
    public static SubstitutionTemplate Parse(string text)
    {
        var parts = new List<(string, CompiledRule?)>();
        var at = 0;
        for (var start = text.IndexOf("${", StringComparison.Ordinal); start >= 0; start = text.IndexOf("${", at, StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', start);
            if (end < 0)
            {
                throw new IotSqlException("the ${ that begins here has no closing }", 1, start + 1);
            }

            parts.Add((text[at..start], null));
            parts.Add(("", Compile(text[(start + 2)..end], start + 2)));
            at = end + 1;
        }

        parts.Add((text[at..], null));
        return new SubstitutionTemplate([.. parts]);
    }

    /// <summary>The text for a message; none when an expression in it is Undefined.</summary>
    /// <param name="payload">The message's payload.</param>
    /// <param name="context">What the broker knows of the message.</param>
    /// <param name="services">What <c>rand()</c> and <c>newuuid()</c> need.</param>
    public string? Render(ReadOnlySpan<byte> payload, in MessageContext context, RuleServices services)
    {
        var text = new StringBuilder();
        foreach (var (literal, value) in _parts)
        {
            if (value is null)
            {
                text.Append(literal);
            }
            else if (value.Text("v", context) is { } found)
            {
                text.Append(found);
            }
            else
            {
                return null;
            }
        }

        return text.ToString();
    }

    private static CompiledRule Compile(string expression, int offset)
    {
        const string Before = "SELECT *, ";
        try
        {
            return CompiledRule.Compile(new Rule("template", $"{Before}{expression} AS v FROM '#'", "none"));
        }
        catch (IotSqlException e)
        {
            throw new IotSqlException(e.Problem, 1, Math.Max(1, e.Column - Before.Length) + offset);
        }
    }
}
