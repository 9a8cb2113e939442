using System.Text.Json.Nodes;
using Muster.Local.Functions;

namespace Muster.Tests.LambdaHost.Runtimes;

public sealed class PythonRuntimeTests
{
    [Fact]
    public async Task Handler_gets_the_event_and_lambdas_context()
    {
        using var code = CodeFolder.Python(
            """
            import os

            def lambda_handler(event, context):
                return {
                    "name": event["name"], "function": context.function_name, "version": context.function_version, "arn": context.invoked_function_arn,
                    "memory": context.memory_limit_in_mb, "id": context.aws_request_id, "group": context.log_group_name, "stream": context.log_stream_name,
                    "left": context.get_remaining_time_in_millis(), "identity": context.identity.cognito_identity_id, "client": context.client_context,
                    "environment": os.environ["AWS_EXECUTION_ENV"], "handler": os.environ["_HANDLER"], "trace": os.environ["_X_AMZN_TRACE_ID"],
                }
            """);
        await using var bench = new HostBench(code.Open());

        var result = await bench.InvokeAsync("""{"name": "räbot-1"}""");

        Assert.True(result.Error is null, result.Log);
        var seen = JsonNode.Parse(result.Payload.Span)!;
        Assert.Equal("räbot-1", (string?)seen["name"]);
        Assert.Equal(("test", "$LATEST", "128"), ((string?)seen["function"], (string?)seen["version"], (string?)seen["memory"]));
        Assert.Equal("arn:aws:lambda:us-east-1:000000000000:function:test", (string?)seen["arn"]);
        Assert.Equal(result.Report.RequestId, (string?)seen["id"]);
        Assert.Equal("/aws/lambda/test", (string?)seen["group"]);
        Assert.Contains("[$LATEST]", (string?)seen["stream"], StringComparison.Ordinal);
        Assert.InRange((int)seen["left"]!, 1, 60_000);
        Assert.Equal(("AWS_Lambda_python3.13", "handler.lambda_handler"), ((string?)seen["environment"], (string?)seen["handler"]));
        Assert.StartsWith("Root=1-", (string?)seen["trace"], StringComparison.Ordinal);
        Assert.Null(seen["client"]);
        Assert.Null(seen["identity"]);
    }

    [Fact]
    public async Task Exception_is_told_as_lambda_tells_it_and_the_environment_goes_on()
    {
        using var code = CodeFolder.Python(
            """
            import os

            def check(status):
                if status != "ONLINE":
                    raise ValueError(f"no such status: {status}")

            def lambda_handler(event, context):
                check(event["status"])
                return os.getpid()
            """);
        await using var bench = new HostBench(code.Open());

        var before = await bench.AnswerAsync("""{"status": "ONLINE"}""");
        var failed = await bench.InvokeAsync("""{"status": "AWAY"}""");
        var after = await bench.AnswerAsync("""{"status": "ONLINE"}""");

        Assert.Equal(new FunctionError("ValueError", "no such status: AWAY"), failed.Error);
        var error = JsonNode.Parse(failed.Payload.Span)!;
        Assert.Equal(failed.Report.RequestId, (string?)error["requestId"]);
        var trace = error["stackTrace"]!.AsArray().Select(l => (string)l!).ToList();
        Assert.Equal(2, trace.Count);
        Assert.Contains("handler.py\", line 8, in lambda_handler", trace[0], StringComparison.Ordinal);
        Assert.Contains("raise ValueError", trace[1], StringComparison.Ordinal);
        Assert.Contains("[ERROR] ValueError: no such status: AWAY\nTraceback (most recent call last):\n", failed.Log, StringComparison.Ordinal);
        Assert.Equal((int)before, (int)after);
    }

    [Theory]
    [InlineData("import no_such_thing\ndef lambda_handler(e, c): pass", "handler.lambda_handler", "Runtime.ImportModuleError", "Unable to import module 'handler': No module named 'no_such_thing'")]
    [InlineData("def other(e, c): pass", "handler.lambda_handler", "Runtime.HandlerNotFound", "Handler 'lambda_handler' missing on module 'handler'")]
    [InlineData("def lambda_handler(e, c) pass", "handler.lambda_handler", "Runtime.UserCodeSyntaxError", "Syntax error in module 'handler': expected ':' (handler.py, line 1)")]
    [InlineData("", "elsewhere.lambda_handler", "Runtime.ImportModuleError", "Unable to import module 'elsewhere': No module named 'elsewhere'")]
    [InlineData("", "lambda_handler", "Runtime.MalformedHandlerName", "Bad handler 'lambda_handler': not enough values to unpack (expected 2, got 1)")]
    [InlineData("import os\nos.environ['TABLE_NAME']", "handler.lambda_handler", "KeyError", "'TABLE_NAME'")]
    public async Task What_keeps_it_from_starting_is_told_in_lambdas_words(string text, string handler, string type, string message)
    {
        using var code = CodeFolder.Python(text);
        await using var bench = new HostBench(code.Open("python3.13", handler));

        var result = await bench.InvokeAsync("{}");

        Assert.Equal(type, result.Error?.Type);
        Assert.EndsWith($"Error: {message}", result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains($"[ERROR] {type}: {message}", result.Log, StringComparison.Ordinal);
        Assert.Contains("INIT_REPORT", result.Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("return {1, 2}", "Runtime.MarshalError", "Unable to marshal response: Object of type set is not JSON serializable")]
    [InlineData("import sys; sys.exit(3)", "Runtime.ExitError", "Runtime exited with error: exit status 3")]
    public async Task Answer_that_is_none_is_an_error(string body, string type, string message)
    {
        using var code = CodeFolder.Python($"def lambda_handler(event, context):\n    {body}");
        await using var bench = new HostBench(code.Open());

        var result = await bench.InvokeAsync("{}");

        Assert.Equal(type, result.Error?.Type);
        Assert.Contains(message, result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_prints_and_logs_is_in_the_log_before_the_answer()
    {
        using var code = CodeFolder.Python(
            """
            import logging, sys

            logger = logging.getLogger()
            logger.setLevel(logging.INFO)

            def lambda_handler(event, context):
                print("printed")
                sys.stderr.write("on the other output\n")
                logger.info("logged")
            """);
        await using var bench = new HostBench(code.Open());

        var result = await bench.InvokeAsync("{}");

        Assert.True(result.Error is null, result.Log);
        Assert.Matches(@"START RequestId: [^\n]+\nprinted\non the other output\n\[INFO\]\t\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\t[0-9a-f-]{36}\tlogged\nEND", result.Log);
        Assert.Equal("null", System.Text.Encoding.UTF8.GetString(result.Payload.Span));
    }

    [Fact]
    public async Task Handler_in_a_package_below_is_found_and_may_import_its_neighbours()
    {
        using var code = CodeFolder.Python("from words import GREETING\ndef hello(event, context):\n    return GREETING", "robots/status.py").With("words.py", "GREETING = 'hello'");
        await using var bench = new HostBench(code.Open(handler: "robots/status.hello"));

        Assert.Equal("hello", (string?)await bench.AnswerAsync("{}"));
        Assert.Empty(Directory.GetDirectories(code.Path, "__pycache__", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Large_events_and_answers_go_through_whole()
    {
        using var code = CodeFolder.Python("def lambda_handler(event, context):\n    return event['text'][::-1]");
        await using var bench = new HostBench(code.Open());
        var text = string.Concat(Enumerable.Range(0, 500_000).Select(i => (char)('a' + (i * 7 % 26))));

        var answer = (string)(await bench.AnswerAsync($$"""{"text": "{{text}}"}"""))!;

        Assert.Equal(new string([.. text.Reverse()]), answer);
    }

    [Fact]
    public async Task Too_slow_a_handler_is_ended_and_the_next_event_gets_a_fresh_one()
    {
        using var code = CodeFolder.Python("import os, time\ndef lambda_handler(event, context):\n    time.sleep(event['seconds'])\n    return os.getpid()");
        await using var bench = new HostBench(code.Open(), o => o with { Timeout = TimeSpan.FromSeconds(5) });

        var first = await bench.AnswerAsync("""{"seconds": 0}""");
        var late = await bench.InvokeAsync("""{"seconds": 1000}""");
        var next = await bench.AnswerAsync("""{"seconds": 0}""");

        Assert.Equal("Sandbox.Timedout", late.Error?.Type);
        Assert.NotEqual((int)first, (int)next);
    }

    [Fact]
    public async Task Sdk_that_is_too_old_for_the_endpoints_variable_is_given_the_endpoint()
    {
        // An SDK in miniature: what the bootstrap relies on is the module's name, its version, and the call.
        using var code = CodeFolder.Python(
            """
            import botocore.session

            def lambda_handler(event, context):
                return [botocore.session.Session().create_client(name, endpoint_url=url) for name, url in event]
            """)
            .With("botocore/__init__.py", "__version__ = '1.29.27'")
            .With(
                "botocore/session.py",
                """
                class Model:
                    def __init__(self, service_id):
                        self.service_id = service_id

                class Session:
                    def get_service_model(self, name):
                        return Model({"dynamodb": "DynamoDB", "iot-data": "IoT Data Plane"}[name])

                    def create_client(self, service_name, region_name=None, api_version=None, use_ssl=True, verify=None, endpoint_url=None, config=None):
                        return endpoint_url
                """);
        var variables = new Dictionary<string, string> { ["AWS_ENDPOINT_URL_DYNAMODB"] = "http://127.0.0.1:1", ["AWS_ENDPOINT_URL_IOT_DATA_PLANE"] = "http://127.0.0.1:2" };
        await using var old = new HostBench(code.Open(), o => o with { Environment = variables });
        const string Calls = """[["dynamodb", null], ["dynamodb", "http://127.0.0.1:3"], ["iot-data", null]]""";

        Assert.Equal("""["http://127.0.0.1:1","http://127.0.0.1:3","http://127.0.0.1:2"]""", (await old.AnswerAsync(Calls)).ToJsonString());
        await old.SaidAsync("botocore 1.29.27 does not know AWS_ENDPOINT_URL, boto3 does from 1.28 on: Muster's bootstrap gives it the endpoint");

        code.With("botocore/__init__.py", "__version__ = '1.31.0'");
        await using var young = new HostBench(code.Open(), o => o with { Environment = variables });
        Assert.Equal("""[null,"http://127.0.0.1:3",null]""", (await young.AnswerAsync(Calls)).ToJsonString());
    }
}
