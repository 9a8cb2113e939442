using CsCheck;
using Muster.Bench.Rules.Fuzz;
using Muster.Fleet.Rules.Sql;

namespace Muster.Tests.Rules;

/// <summary>
/// The fuzz of <c>dotnet run -c Release --project bench/Muster.Bench -- fuzz-rules</c> in small, with the same inputs each time; and
/// what has to hold of every statement.
/// </summary>
public sealed class RuleFuzzTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Rules_refuse_or_run_whatever_the_statement_and_the_payload(int seed)
    {
        var fuzzer = new RuleFuzzer(seed);
        for (var i = 0; i < 5_000; i++)
        {
            fuzzer.Next();
        }

        // Else it would be a fuzz of the parser's refusals, or of conditions that nothing meets.
        Assert.InRange(fuzzer.Loaded, 2_000, 5_000);
        Assert.InRange(fuzzer.Emitted, 1_000, 5_000);
    }

    [Fact]
    public void What_is_printed_is_read_as_the_same_tree()
    {
        var (read, refused) = (0, 0);
        Gen.Int.Sample(
            seed =>
            {
                var tree = new SqlGenerator(new Random(seed)).Statement();
                var sql = SqlPrinter.Print(tree);
                try
                {
                    var again = IotSqlParser.Parse(sql);
                    Interlocked.Increment(ref read);
                    return again.Equals(tree) && SqlPrinter.Print(again) == sql;
                }
                catch (Muster.Fleet.Rules.IotSqlException)
                {
                    // Chance does not know which encodings, patterns and properties there are: an argument may be refused.
                    Interlocked.Increment(ref refused);
                    return true;
                }
            },
            iter: 20_000);
        Assert.True(read > refused * 4, $"{read} read, {refused} refused");
    }
}
