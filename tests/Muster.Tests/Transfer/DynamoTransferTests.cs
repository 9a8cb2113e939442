using Muster.Tests.Aws.Store;
using Muster.Tests.Store;

namespace Muster.Tests.Transfer;

public sealed class DynamoTransferTests(DynamoLocal dynamo)
{
    [Fact]
    public async Task From_SQLite_to_DynamoDB_and_back_all_is_the_same_to_the_byte()
    {
        using var bench = await dynamo.BenchAsync();
        using var first = new SqliteBench();
        await first.Store.FillAsync();
        var lines = await first.Store.ExportAsync();
        var cloud = bench.Store();

        await cloud.ImportAsync(lines);
        var inTheCloud = await cloud.ExportAsync();
        using var second = new SqliteBench();
        await second.Store.ImportAsync(inTheCloud);

        Assert.Equal(lines, inTheCloud);
        Assert.Equal(lines, await second.Store.ExportAsync());
    }
}
