using System.Text.Json.Nodes;
using Muster.Local.Functions;

namespace Muster.Tests.LambdaHost.Runtimes;

public sealed class NodeRuntimeTests
{
    [Fact]
    public async Task Handler_gets_the_event_and_lambdas_context()
    {
        using var code = CodeFolder.Node(
            """
            export const handler = async (event, context) => ({
              name: event.name, function: context.functionName, version: context.functionVersion, arn: context.invokedFunctionArn,
              memory: context.memoryLimitInMB, id: context.awsRequestId, group: context.logGroupName, stream: context.logStreamName,
              left: context.getRemainingTimeInMillis(), environment: process.env.AWS_EXECUTION_ENV,
            });
            """);
        await using var bench = new HostBench(code.Open());

        var result = await bench.InvokeAsync("""{"name": "räbot-1"}""");

        Assert.True(result.Error is null, result.Log);
        var seen = JsonNode.Parse(result.Payload.Span)!;
        Assert.Equal("räbot-1", (string?)seen["name"]);
        Assert.Equal(("test", "$LATEST", "128"), ((string?)seen["function"], (string?)seen["version"], (string?)seen["memory"]));
        Assert.Equal("arn:aws:lambda:us-east-1:000000000000:function:test", (string?)seen["arn"]);
        Assert.Equal(result.Report.RequestId, (string?)seen["id"]);
        Assert.Equal(("/aws/lambda/test", "AWS_Lambda_nodejs22.x"), ((string?)seen["group"], (string?)seen["environment"]));
        Assert.Contains("[$LATEST]", (string?)seen["stream"], StringComparison.Ordinal);
        Assert.InRange((int)seen["left"]!, 1, 60_000);
    }

    [Theory]
    [InlineData("index.mjs", "export const handler = async event => event.n + 1;")]
    [InlineData("index.mjs", "export const handler = (event, context, callback) => { setTimeout(() => callback(null, event.n + 1), 5); };")]
    [InlineData("index.js", "exports.handler = async event => event.n + 1;")]
    [InlineData("index.cjs", "exports.handler = (event, context, callback) => callback(null, event.n + 1);")]
    [InlineData("index.cjs", "exports.handler = (event, context) => context.succeed(event.n + 1);")]
    public async Task Every_form_of_a_handler_answers_again_and_again(string file, string text)
    {
        using var code = CodeFolder.Node(text, file);
        await using var bench = new HostBench(code.Open());

        for (var n = 0; n < 3; n++)
        {
            Assert.Equal(n + 1, (int)await bench.AnswerAsync($$"""{"n": {{n}}}"""));
        }

        Assert.Equal(1, bench.Host.Environments);
    }

    [Fact]
    public async Task Package_json_says_that_a_file_is_an_es_module()
    {
        using var code = CodeFolder.Node("export const handler = async () => import.meta.url.slice(0, 5);", "index.js").With("package.json", """{"type": "module"}""");
        await using var bench = new HostBench(code.Open());

        Assert.Equal("file:", (string?)await bench.AnswerAsync("{}"));
    }

    [Fact]
    public async Task Callback_waits_for_the_event_loop_as_in_lambda_unless_the_handler_says_no()
    {
        using var code = CodeFolder.Node(
            """
            let late = 0;
            export const handler = (event, context, callback) => {
              context.callbackWaitsForEmptyEventLoop = event.wait;
              setTimeout(() => { late++; console.log(`late ${late}`); }, event.wait ? 50 : 60_000);
              callback(null, 'done');
            };
            """);
        await using var bench = new HostBench(code.Open());

        var waited = await bench.InvokeAsync("""{"wait": true}""");
        var atOnce = await bench.InvokeAsync("""{"wait": false}""");

        Assert.True(waited.Error is null && atOnce.Error is null, waited.Log + atOnce.Log);
        Assert.Contains("\tINFO\tlate 1\n", waited.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("late", atOnce.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handler_that_neither_promises_nor_calls_back_answers_null()
    {
        using var code = CodeFolder.Node("export const handler = event => { console.log(event.name); };");
        await using var bench = new HostBench(code.Open());

        var result = await bench.InvokeAsync("""{"name": "r1"}""");

        Assert.True(result.Error is null, result.Log);
        Assert.Equal("null", System.Text.Encoding.UTF8.GetString(result.Payload.Span));
        Assert.Matches(@"\n\d{4}-\d\d-\d\dT[0-9:.]+Z\t[0-9a-f-]{36}\tINFO\tr1\n", result.Log);
    }

    [Theory]
    [InlineData("export const handler = async () => { throw new RangeError('too far'); };", "RangeError", "too far")]
    [InlineData("export const handler = (e, c, callback) => callback(new RangeError('too far'));", "RangeError", "too far")]
    [InlineData("export const handler = () => { throw new RangeError('too far'); };", "RangeError", "too far")]
    [InlineData("export const handler = (e, c, callback) => callback('just words');", "string", "just words")]
    public async Task Error_is_told_as_lambda_tells_it_and_the_environment_goes_on(string text, string type, string message)
    {
        using var code = CodeFolder.Node(text);
        await using var bench = new HostBench(code.Open());

        var first = await bench.InvokeAsync("{}");
        var second = await bench.InvokeAsync("{}");

        Assert.Equal(new FunctionError(type, message), first.Error);
        Assert.Equal(new FunctionError(type, message), second.Error);
        Assert.Null(second.Report.InitDuration);
        Assert.NotNull(JsonNode.Parse(first.Payload.Span)!["trace"]);
        Assert.Contains("\tERROR\tInvoke Error \t{\"errorType\":", first.Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import 'no-such-thing'; export const handler = 1;", "index.handler", "Runtime.ImportModuleError", "Cannot find package 'no-such-thing'")]
    [InlineData("export const other = 1;", "index.handler", "Runtime.HandlerNotFound", "index.handler is undefined or not exported")]
    [InlineData("export const handler = 1;", "index.handler", "Runtime.HandlerNotFound", "index.handler is not a function")]
    [InlineData("export const = 1;", "index.handler", "Runtime.UserCodeSyntaxError", "SyntaxError")]
    [InlineData("", "elsewhere.handler", "Runtime.ImportModuleError", "Error: Cannot find module 'elsewhere'")]
    [InlineData("", "index", "Runtime.MalformedHandlerName", "Bad handler")]
    [InlineData("throw new TypeError('at once');", "index.handler", "TypeError", "at once")]
    public async Task What_keeps_it_from_starting_is_told_in_lambdas_words(string text, string handler, string type, string message)
    {
        using var code = CodeFolder.Node(text);
        await using var bench = new HostBench(code.Open("nodejs22.x", handler));

        var result = await bench.InvokeAsync("{}");

        Assert.True(result.Error?.Type == type, result.Log);
        Assert.Contains(message, result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("INIT_REPORT", result.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callback_is_refused_where_lambda_has_none_any_more()
    {
        using var code = CodeFolder.Node("export const handler = (event, context, callback) => callback(null, 1);");
        await using var bench = new HostBench(code.Open("nodejs24.x"));

        Assert.Equal("Runtime.CallbackHandlerDeprecated", (await bench.InvokeAsync("{}")).Error?.Type);
    }

    [Theory]
    [InlineData("Promise.reject(new Error('nobody waits'));", "Runtime.UnhandledPromiseRejection", "nobody waits")]
    [InlineData("setTimeout(() => { throw new RangeError('later'); }, 5);", "RangeError", "later")]
    public async Task What_nobody_catches_ends_the_environment(string statement, string type, string message)
    {
        using var code = CodeFolder.Node(
            $$"""
            export const handler = async event => {
              if (event.bad) { {{statement}} await new Promise(r => setTimeout(r, 60_000)); }
              return process.pid;
            };
            """);
        await using var bench = new HostBench(code.Open());

        var before = await bench.AnswerAsync("""{"bad": false}""");
        var result = await bench.InvokeAsync("""{"bad": true}""");
        var after = await bench.AnswerAsync("""{"bad": false}""");

        Assert.True(result.Error?.Type == type, result.Log);
        Assert.Contains(message, result.Error!.Message, StringComparison.Ordinal);
        Assert.NotEqual((int)before, (int)after);
    }

    [Fact]
    public async Task Large_events_and_answers_go_through_whole()
    {
        using var code = CodeFolder.Node("export const handler = async event => [...event.text].reverse().join('');");
        await using var bench = new HostBench(code.Open());
        var text = string.Concat(Enumerable.Range(0, 500_000).Select(i => (char)('a' + (i * 7 % 26))));

        Assert.Equal(new string([.. text.Reverse()]), (string?)await bench.AnswerAsync($$"""{"text": "{{text}}"}"""));
    }
}
