using Muster.Fleet.Configuration;
using Muster.Local.Functions;

namespace Muster.Tests.LambdaHost.Runtimes;

public sealed class RuntimePackageTests
{
    [Theory]
    [InlineData("provided.al2023", FunctionRuntimeKind.Provided)]
    [InlineData("python3.9", FunctionRuntimeKind.Python)]
    [InlineData("python3.14", FunctionRuntimeKind.Python)]
    [InlineData("nodejs22.x", FunctionRuntimeKind.Node)]
    [InlineData("dotnet10", FunctionRuntimeKind.DotNet)]
    [InlineData("python2.7", null)]
    [InlineData("python3.", null)]
    [InlineData("python3.013", null)]
    [InlineData("nodejs22", null)]
    [InlineData("nodejs.x", null)]
    [InlineData("nodejs16.x", null)]
    [InlineData("java21", null)]
    [InlineData("", null)]
    public void Runtimes_have_awss_identifiers(string name, FunctionRuntimeKind? kind) => Assert.Equal(kind, FunctionRuntime.Parse(name)?.Kind);

    [Theory]
    [InlineData("handler.py", null, "python3.13", "handler.lambda_handler")]
    [InlineData("lambda_function.py", null, "python3.13", "lambda_function.lambda_handler")]
    [InlineData("status.py", "status.update", "python3.13", "status.update")]
    [InlineData("index.mjs", null, "nodejs22.x", "index.handler")]
    [InlineData("index.js", null, "nodejs22.x", "index.handler")]
    [InlineData("src/status.cjs", "src/status.update", "nodejs22.x", "src/status.update")]
    public void Runtime_and_handler_are_guessed_where_they_are_clear(string file, string? handler, string runtime, string expected)
    {
        using var code = file.EndsWith(".py", StringComparison.Ordinal) ? CodeFolder.Python("", file) : CodeFolder.Node("", file);

        var package = code.Open(handler: handler);

        Assert.Equal((runtime, expected), (package.Runtime.Name, package.Handler));
    }

    [Fact]
    public void What_is_not_clear_is_not_guessed()
    {
        using var both = CodeFolder.Python("").With("index.mjs", "");
        using var other = CodeFolder.Python("", "status.py");
        using var nothing = new CodeFolder().With("readme.txt", "");

        Refused(() => both.Open(), "could be for python3.13 or nodejs22.x: say which is meant");
        Refused(() => other.Open("python3.13"), "has neither handler.py nor lambda_function.py: say which handler is meant");
        Refused(() => other.Open("nodejs22.x"), "has no index.mjs, index.js or index.cjs: say which handler is meant");
        Refused(() => nothing.Open(), "has no bootstrap at its top level, nor handler.py");
        Refused(() => nothing.Open(handler: "status.update"), "nor a Python or Node.js file for the handler status.update");
    }

    [Fact]
    public void Class_library_of_net_is_refused_with_the_reason()
    {
        using var code = new CodeFolder().With("Status.dll", "");

        Refused(() => code.Open("dotnet10", "Status::Status.Function::Handle"), "names a method of a class library");
        Refused(() => code.Open("dotnet10", "Status"), "has no Status.runtimeconfig.json: Status is a class library");
        Refused(() => code.Open("dotnet10", "Other"), "has no Other.dll");
    }

    [Fact]
    public void Executable_assembly_of_net_is_started_by_dotnet()
    {
        using var code = new CodeFolder().With("Status.dll", "").With("Status.runtimeconfig.json", "{}");

        var package = code.Open();

        Assert.Equal(("dotnet10", "Status"), (package.Runtime.Name, package.Handler));
        Assert.Equal(["dotnet", "Status.dll"], package.Command.Select(Path.GetFileName));
    }

    private static void Refused(Func<FunctionPackage> open, string because) =>
        Assert.Contains(because, Assert.Throws<FunctionPackageException>(() => open()).Message, StringComparison.Ordinal);
}
