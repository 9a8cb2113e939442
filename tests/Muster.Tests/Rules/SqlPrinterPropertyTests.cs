using CsCheck;
using Muster.Fleet.Rules.Sql;

namespace Muster.Tests.Rules;

/// <summary>Parse and print, over statements of all the grammar's forms.</summary>
public sealed class SqlPrinterPropertyTests
{
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
