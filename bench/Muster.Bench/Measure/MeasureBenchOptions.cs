namespace Muster.Bench.Measure;

/// <param name="Packages">Where <c>eng/lambda.sh</c> put the packages.</param>
/// <param name="Samples">The functions in other languages.</param>
/// <param name="Database">Where DynamoDB Local is.</param>
/// <param name="MemorySizes">Memory sizes, MB.</param>
/// <param name="Runs">Invocations in one environment.</param>
/// <param name="ColdStarts">Fresh environments.</param>
/// <param name="Json">Where the results go; none to print them only.</param>
/// <param name="Html">Where the report goes; none for no report.</param>
internal sealed record MeasureBenchOptions(string Packages, string Samples, string Database, int[] MemorySizes, int Runs, int ColdStarts, string? Json, string? Html)
{
    internal static MeasureBenchOptions Parse(string[] args)
    {
        var arguments = new Arguments(args, "--packages", "--samples", "--database", "--memory", "--runs", "--cold", "--json", "--html");
        var samples = arguments.Text("--samples") ?? "samples/functions";
        Existing(samples, "go/bootstrap", "build it: cd samples/functions/go && CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o bootstrap .");
        var packages = arguments.Text("--packages") ?? "artifacts/lambda";
        Existing(packages, "jit/bootstrap", "build it with eng/lambda.sh");
        return new MeasureBenchOptions(
            Existing(packages, "x64/bootstrap", "build it with eng/lambda.sh"),
            Existing(samples, "node/node_modules/@aws-sdk/client-dynamodb/package.json", "run npm ci --prefix samples/functions/node"),
            Existing(arguments.Text("--database") ?? "artifacts/dynamodb-local", "DynamoDBLocal.jar", "fetch it with eng/dynamodb-local.sh"),
            arguments.Integers("--memory", "128,256,512,1024", 128, 10_240),
            arguments.Integer("--runs", 44, 2, 100_000),
            arguments.Integer("--cold", 3, 1, 1000),
            arguments.Text("--json"),
            arguments.Text("--html"));
    }

    private static string Existing(string folder, string file, string remedy) =>
        File.Exists(Path.Combine(folder, file)) ? Path.GetFullPath(folder) : throw new BenchException($"{file} is not in {folder}; {remedy}");
}
