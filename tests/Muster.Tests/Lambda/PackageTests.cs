using System.Diagnostics;
using System.IO.Compression;
using Muster.Tests.Processes;
using OsProcess = System.Diagnostics.Process;

namespace Muster.Tests.Lambda;

/// <summary>The packages as eng/lambda.sh made them.</summary>
public sealed class PackageTests
{
    [Theory]
    [InlineData("x64")]
    [InlineData("jit")]
    public async Task Published_function_answers(string kind)
    {
        await using var api = await RuntimeApiServer.StartAsync();
        using var bootstrap = Start(kind, api, "update-status");
        try
        {
            // Refused before the store is asked, so that none is needed here.
            var answer = await api.Invoke("""{"name":"r1","status":5}""").AnswerAsync();

            Assert.False(answer.IsError);
            Assert.Equal(("REFUSED", "wrong-type", "status"), (answer.Text("outcome"), answer.Text("code"), answer.Text("field")));
        }
        finally
        {
            bootstrap.Kill();
            await bootstrap.WaitForExitAsync();
        }
    }

    [Theory]
    [InlineData("x64")]
    [InlineData("jit")]
    public async Task Published_function_tells_of_a_wrong_handler_and_ends(string kind)
    {
        await using var api = await RuntimeApiServer.StartAsync();
        using var bootstrap = Start(kind, api, "dance");

        Assert.Equal("Runtime.NoSuchHandler", (await api.InitError).ErrorType);
        await bootstrap.WaitForExitAsync().WaitAsync(CommandRun.Deadline);
        Assert.Equal(1, bootstrap.ExitCode);
    }

    [Theory]
    [InlineData("x64", "bootstrap")]
    [InlineData("jit", "bootstrap,update-status")]
    public async Task Zip_holds_executable_programs(string kind, string programs)
    {
        using var zip = await ZipFile.OpenReadAsync(Path.Combine(Folder(kind), "function.zip"));
        foreach (var name in programs.Split(','))
        {
            Assert.Equal(0b111_101_101, (zip.GetEntry(name)!.ExternalAttributes >> 16) & 0b111_111_111);
        }
    }

    private static OsProcess Start(string kind, RuntimeApiServer api, string handler)
    {
        var folder = Folder(kind);
        var start = new ProcessStartInfo(Path.Combine(folder, "bootstrap")) { RedirectStandardOutput = true, WorkingDirectory = folder };
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = api.Address;
        start.Environment["_HANDLER"] = handler;
        start.Environment["LAMBDA_TASK_ROOT"] = folder;
        start.Environment["MUSTER_IOT_ENDPOINT"] = "none";
        start.Environment["AWS_REGION"] = "eu-west-1";
        start.Environment["DOTNET_ROOT"] = MusterBinary.DotnetRoot;
        return OsProcess.Start(start)!;
    }

    /// <summary>The package's folder; the test is skipped when it was not made.</summary>
    private static string Folder(string kind)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Muster.slnx")))
            {
                var package = Path.Combine(folder.FullName, "artifacts", "lambda", kind);
                Assert.SkipUnless(File.Exists(Path.Combine(package, "bootstrap")), $"there is no package {kind}; run eng/lambda.sh");
                return package;
            }
        }

        Assert.Skip("the repository is not here");
        return "";
    }
}
