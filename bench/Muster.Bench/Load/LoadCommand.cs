using System.Text.Json;
using Muster.Bench.Native;

namespace Muster.Bench.Load;

internal static class LoadCommand
{
    internal static int Run(ReadOnlySpan<string> args, CancellationToken cancellationToken)
    {
        Platform.RequireLinux();
        var options = LoadOptions.Parse(args);
        OpenFileLimit.Require(options.Connections);
        using var generator = new LoadGenerator(options);
        generator.Connect(cancellationToken);
        var result = generator.Run(cancellationToken);
        Console.WriteLine(JsonSerializer.Serialize(result, BenchJson.Default.LoadResult));
        Console.WriteLine(result.ToLine());
        return 0;
    }
}
