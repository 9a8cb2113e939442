using Muster.Tests.Processes;

namespace Muster.Tests.LambdaHost.Runtimes;

public sealed class DotNetRuntimeTests
{
    private const string Project =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><UseAppHost>false</UseAppHost></PropertyGroup>
        </Project>
        """;

    /// <summary>What Amazon.Lambda.RuntimeSupport does in an assembly's Main, by hand.</summary>
    private const string Program =
        """
        using var http = new HttpClient { BaseAddress = new Uri($"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/") };
        while (true)
        {
            using var next = await http.GetAsync("invocation/next");
            var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
            var e = await next.Content.ReadAsStringAsync();
            await http.PostAsync($"invocation/{id}/response", new StringContent($"[\"{Environment.GetEnvironmentVariable("_HANDLER")}\",\"{Environment.GetEnvironmentVariable("AWS_EXECUTION_ENV")}\",{e}]"));
        }
        """;

    [Fact]
    public async Task Executable_assembly_runs_by_dotnet()
    {
        using var code = new CodeFolder().With("Hello.csproj", Project).With("Program.cs", Program);
        var build = await CommandRun.RunAsync("/bin/sh", "-c", $"cd '{code.Path}' && '{Path.Combine(MusterBinary.DotnetRoot, "dotnet")}' build -c Release -o out -v q -nologo");
        Assert.True(build.ExitCode == 0, build.Output + build.Errors);
        await using var bench = new HostBench(Local.Functions.FunctionPackage.Open(Path.Combine(code.Path, "out")));

        for (var n = 0; n < 2; n++)
        {
            Assert.Equal($$"""["Hello","AWS_Lambda_dotnet10",{"n":{{n}}}]""", (await bench.AnswerAsync($$"""{"n": {{n}}}""")).ToJsonString());
        }

        Assert.Equal(1, bench.Host.Environments);
    }
}
