namespace Muster.Bench.Functions;

/// <param name="Packages">Where <c>eng/lambda.sh</c> put the packages.</param>
/// <param name="Floor">The floor's program.</param>
/// <param name="Database">Where DynamoDB Local is.</param>
/// <param name="Runs">How many fresh processes of each.</param>
/// <param name="Warm">How many warm invocations of each process.</param>
/// <param name="Json">Where the results go; none to print them only.</param>
internal sealed record FunctionsOptions(string Packages, string Floor, string Database, int Runs, int Warm, string? Json)
{
    internal static FunctionsOptions Parse(string[] args)
    {
        var arguments = new Arguments(args, "--packages", "--floor", "--database", "--runs", "--warm", "--json");
        return new FunctionsOptions(
            Existing(arguments.Text("--packages") ?? "artifacts/lambda", "x64/bootstrap", "build them with eng/lambda.sh"),
            Existing(arguments.Text("--floor") ?? "artifacts/floor", "floor", "build it: dotnet publish bench/Muster.Floor -c Release -o artifacts/floor"),
            Existing(arguments.Text("--database") ?? "artifacts/dynamodb-local", "DynamoDBLocal.jar", "fetch it with eng/dynamodb-local.sh"),
            arguments.Integer("--runs", 7, 1, 100),
            arguments.Integer("--warm", 500, 1, 100_000),
            arguments.Text("--json"));
    }

    private static string Existing(string folder, string file, string remedy) =>
        File.Exists(Path.Combine(folder, file)) ? Path.GetFullPath(folder) : throw new BenchException($"{file} is not in {folder}; {remedy}");
}
