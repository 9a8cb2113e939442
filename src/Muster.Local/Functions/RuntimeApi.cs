using System.Globalization;
using System.Text;
using Muster.Local.Functions.Http;

namespace Muster.Local.Functions;

/// <summary>
/// AWS Lambda's Runtime API for one environment (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html): the process
/// asks for events and answers them, one at a time.
/// </summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    private const string Prefix = "/2018-06-01/runtime/";
    private static readonly byte[] Ok = "{\"status\":\"OK\"}\n"u8.ToArray();

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly string _functionArn;
    private readonly HttpServer _server;
    private readonly TaskCompletionSource<FunctionError?> _init = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RuntimeState _state = RuntimeState.Started;
    private TaskCompletionSource<Invocation?>? _waiting;
    private Invocation? _next;
    private Invocation? _current;

    public RuntimeApi(string functionArn, TimeProvider clock)
    {
        _functionArn = functionArn;
        _clock = clock;
        _server = HttpServer.Start(HandleAsync, FunctionOptions.MaxResponseBytes);
    }

    /// <summary>What the process is told: address and port.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_server.Port}");

    /// <summary>Done when the process asks for its first event, or says why it can't start.</summary>
    public Task<FunctionError?> Initialized => _init.Task;

    /// <summary>The clock's timestamp when the process asked for its first event.</summary>
    public long InitializedAt { get; private set; }

    /// <summary>Whether the process has the event; until then, its end does no harm to it.</summary>
    public bool HasTaken(Invocation invocation)
    {
        lock (_gate)
        {
            return _next != invocation;
        }
    }

    /// <summary>Hands an event to the process, as soon as it asks for one.</summary>
    public void Hand(Invocation invocation)
    {
        TaskCompletionSource<Invocation?>? waiting;
        lock (_gate)
        {
            (waiting, _waiting) = (_waiting, null);
            if (waiting is null)
            {
                _next = invocation;
            }
            else
            {
                Take(invocation);
            }
        }

        // The one that waits goes on right here, to its send: another thread would only cost time.
        waiting?.SetResult(invocation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _waiting?.TrySetResult(null);
            _waiting = null;
        }

        return _server.DisposeAsync();
    }

    private static HttpReply Error(int status, string type, string message) => new(status, new FunctionError(type, message).ToJson());

    private static HttpReply InvalidId() => Error(400, "InvalidRequestID", "Invalid request ID");

    private static HttpReply NotFound(HttpRequest request) => Error(404, "NotFound", $"there is no {request.Method} {request.Target} in the Runtime API 2018-06-01");

    private ValueTask<HttpReply?> HandleAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var path = request.Target.AsSpan();
        if (!path.StartsWith(Prefix))
        {
            return ValueTask.FromResult<HttpReply?>(NotFound(request));
        }

        path = path[Prefix.Length..];
        if (request.Method == "GET")
        {
            return path is "invocation/next" ? NextAsync() : ValueTask.FromResult<HttpReply?>(NotFound(request));
        }

        return ValueTask.FromResult<HttpReply?>(request.Method == "POST" ? Post(path, request) : NotFound(request));
    }

    private HttpReply Post(ReadOnlySpan<char> path, HttpRequest request)
    {
        if (path is "init/error")
        {
            return InitError(request);
        }

        const string Invocations = "invocation/";
        var slash = path.LastIndexOf('/');
        return !path.StartsWith(Invocations) || slash < Invocations.Length ? NotFound(request)
            : path[slash..] is "/response" ? Answer(path[Invocations.Length..slash], request, isError: false)
            : path[slash..] is "/error" ? Answer(path[Invocations.Length..slash], request, isError: true)
            : NotFound(request);
    }

    private ValueTask<HttpReply?> NextAsync()
    {
        TaskCompletionSource<Invocation?> waiting;
        lock (_gate)
        {
            if (_state is RuntimeState.Running or RuntimeState.InitError)
            {
                return ValueTask.FromResult<HttpReply?>(NotAllowed(RuntimeState.Ready));
            }

            _state = RuntimeState.Ready;
            if (!_init.Task.IsCompleted)
            {
                InitializedAt = _clock.GetTimestamp();
                _init.TrySetResult(null);
            }

            if (_next is { } next)
            {
                Take(next);
                return ValueTask.FromResult<HttpReply?>(EventReply(next));
            }

            // A second request while one waits: the first one's client has given up.
            _waiting?.TrySetResult(null);
            _waiting = waiting = new TaskCompletionSource<Invocation?>();
        }

        return WaitAsync(waiting.Task);
    }

    private async ValueTask<HttpReply?> WaitAsync(Task<Invocation?> waiting) =>
        await waiting.ConfigureAwait(false) is { } invocation ? EventReply(invocation) : null;

    private void Take(Invocation invocation)
    {
        (_next, _current, _state) = (null, invocation, RuntimeState.Running);
        invocation.StartedAt = _clock.GetTimestamp();
    }

    private HttpReply EventReply(Invocation invocation)
    {
        var headers = new StringBuilder(320)
            .Append("Lambda-Runtime-Aws-Request-Id: ").Append(invocation.RequestId)
            .Append("\r\nLambda-Runtime-Deadline-Ms: ").Append(invocation.Deadline.ToUnixTimeMilliseconds())
            .Append("\r\nLambda-Runtime-Invoked-Function-Arn: ").Append(_functionArn)
            .Append("\r\nLambda-Runtime-Trace-Id: ").Append(invocation.TraceId)
            .Append("\r\n");
        return new HttpReply(200, invocation.Payload, headers.ToString());
    }

    private HttpReply InitError(HttpRequest request)
    {
        lock (_gate)
        {
            if (_state != RuntimeState.Started)
            {
                return NotAllowed(RuntimeState.InitError);
            }

            _state = RuntimeState.InitError;
        }

        var error = FunctionError.Read(request.Header("Lambda-Runtime-Function-Error-Type"), request.Body);
        return new HttpReply(202, Ok) { Then = () => _init.TrySetResult(error) };
    }

    private HttpReply Answer(ReadOnlySpan<char> id, HttpRequest request, bool isError)
    {
        var at = _clock.GetTimestamp();
        Invocation invocation;
        lock (_gate)
        {
            if (_current is null || !id.SequenceEqual(_current.RequestId))
            {
                return InvalidId();
            }

            if (_state != RuntimeState.Running)
            {
                return NotAllowed(RuntimeState.ResponseSent);
            }

            (_state, invocation) = (RuntimeState.ResponseSent, _current);
        }

        if (request.IsTooLarge)
        {
            var tooLarge = new FunctionError(FunctionError.ResponseTooLarge, $"Response payload size exceeded maximum allowed payload size ({FunctionOptions.MaxResponseBytes} bytes).");
            return Error(413, "RequestEntityTooLarge", $"Exceeded maximum allowed payload size ({FunctionOptions.MaxResponseBytes} bytes).") with
            {
                Then = () => invocation.TryAnswer(InvocationAnswer.Failed(tooLarge, at)),
            };
        }

        var error = isError ? FunctionError.Read(request.Header("Lambda-Runtime-Function-Error-Type"), request.Body) : null;
        var body = error is not null && request.Body.IsEmpty ? error.ToJson() : request.Body;
        return new HttpReply(202, Ok) { Then = () => invocation.TryAnswer(new InvocationAnswer(body, error, at)) };
    }

    private HttpReply NotAllowed(RuntimeState to) => Error(
        403, "InvalidStateTransition", $"State transition from {_state} to {to} failed for runtime. Error: State transition is not allowed");
}
