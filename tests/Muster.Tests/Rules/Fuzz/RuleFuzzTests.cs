using Muster.Bench.Fuzz.Checks;
using Muster.Bench.Fuzz.Generation;

namespace Muster.Tests.Rules.Fuzz;

/// <summary>A small, fixed part of what <c>Muster.Bench fuzz-rules</c> does by the million.</summary>
public sealed class RuleFuzzTests
{
    private const ulong Seed = 20260131;
    private const int Inputs = 20_000;

    [Fact]
    public void No_statement_and_no_message_brings_the_rules_out_of_step()
    {
        var (compiled, events) = (0, 0);
        string? failed = null;
        FuzzThread.Run(() =>
        {
            var check = new FuzzCheck();
            for (var index = 0; index < Inputs && failed is null; index++)
            {
                var outcome = check.Run(FuzzInput.Make(Seed, index));
                compiled += outcome.IsCompiled ? 1 : 0;
                events += outcome.Events;
                failed = outcome.Failure is { } failure ? $"fuzz-rules --seed {Seed} --only {index}: {failure.Kind}\n{failure.Detail}" : null;
            }
        });

        Assert.Null(failed);

        // A fuzzer whose statements are all refused, or whose messages are never selected, tests nothing.
        Assert.InRange(compiled, Inputs / 50, Inputs);
        Assert.InRange(events, Inputs / 50, int.MaxValue);
    }

    [Fact]
    public void Input_is_made_from_its_seed_and_index_alone()
    {
        var (one, again, other) = (FuzzInput.Make(1, 7), FuzzInput.Make(1, 7), FuzzInput.Make(2, 7));

        Assert.Equal((one.Sql, one.Template, one.Context.ReceivedAt), (again.Sql, again.Template, again.Context.ReceivedAt));
        Assert.Equal(one.Payloads, again.Payloads);
        Assert.NotEqual(one.Sql, other.Sql);
    }

    [Theory]
    [InlineData("""{"a":1,"b":{"a":2}}""", null)]
    [InlineData("""{"a":1,"a":2}""", "a member comes twice")]
    [InlineData("[]", "not an object")]
    [InlineData("{\"a\":1", "not valid")]
    [InlineData("{} {}", "not valid")]
    public void Check_sees_what_is_no_event(string json, string? mistake) => Assert.Equal(mistake, JsonCheck.Mistake(System.Text.Encoding.UTF8.GetBytes(json)));
}
