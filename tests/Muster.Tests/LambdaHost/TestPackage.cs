using Muster.Local.Functions;
using Muster.Tests.Processes;

namespace Muster.Tests.LambdaHost;

/// <summary>A package with a small bootstrap, in a folder that is gone after the test.</summary>
internal sealed class TestPackage : IDisposable
{
    /// <summary>A client of the Runtime API: <c>call(method, path, body)</c>, <c>take()</c> the next event, <c>answer(id, body)</c>.</summary>
    private const string Client =
        """
        #!/usr/bin/python3
        import http.client, json, os, subprocess, sys, time

        api = os.environ["AWS_LAMBDA_RUNTIME_API"]
        line = http.client.HTTPConnection(api)

        def call(method, path, body=None, headers={}, **more):
            line.request(method, "/2018-06-01/runtime/" + path, body, headers, **more)
            reply = line.getresponse()
            return reply.status, {k.lower(): v for k, v in reply.getheaders()}, reply.read()

        def take():
            status, headers, body = call("GET", "invocation/next")
            return headers["lambda-runtime-aws-request-id"], headers, body

        def answer(id, body):
            return call("POST", f"invocation/{id}/response", body)

        def say(text):
            print(text, flush=True)


        """;

    private readonly TempFolder _folder = new();

    private TestPackage(string script)
    {
        var path = _folder.Write(FunctionPackage.BootstrapName, script);
        MakeExecutable(path);
    }

    public string Path => _folder.Path;

    /// <summary>A bootstrap in Python; the test is skipped where there is none.</summary>
    public static TestPackage Python(string script)
    {
        if (!File.Exists("/usr/bin/python3"))
        {
            Assert.Skip("/usr/bin/python3 is not here: run eng/setup.sh");
        }

        return new TestPackage(Client + script);
    }

    /// <summary>A bootstrap in Python that answers events by the body of a function <c>handle(id, event, headers)</c>, which is what it returns.</summary>
    public static TestPackage Handler(string body, string before = "") => Python(
        $"""
        {before}

        def handle(id, event, headers):
            {body.ReplaceLineEndings("\n    ")}

        while True:
            id, headers, body = take()
            result = handle(id, json.loads(body), headers)
            if result is not None:
                answer(id, json.dumps(result))
        """);

    /// <summary>A bootstrap in shell.</summary>
    public static TestPackage Shell(string script) => new("#!/bin/sh\n" + script);

    public static void MakeExecutable(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The path of a file beside the bootstrap.</summary>
    public string FileIn(string name) => _folder.File(name);

    public void Dispose() => _folder.Dispose();
}
