using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Muster.Lambda.Runtime;

namespace Muster.Lambda.Logging;

/// <summary>
/// The log as Lambda's JSON log format has it: an object a line on standard output, with the invocation that it belongs to. No
/// more of a logging system than that: there is one place to write to.
/// </summary>
internal sealed partial class LambdaLog : ILogger
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Stream _output;
    private readonly TimeProvider _clock;
    private readonly LogLevel _least;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Lock _writing = new();
    private readonly ILogger _log;

    /// <summary>Makes one.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="clock">The time.</param>
    /// <param name="least">The least level that is written.</param>
    public LambdaLog(Stream output, TimeProvider clock, LogLevel least)
    {
        _output = output;
        _clock = clock;
        _least = least;
        _log = this;
    }

    /// <summary>The invocation that is under way; an environment has one at a time.</summary>
    public Invocation? Invocation { get; set; }

    /// <summary>The level that <c>AWS_LAMBDA_LOG_LEVEL</c> names; INFO when it is not set.</summary>
    public static LogLevel ReadLevel(string? name) => name?.ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "WARN" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" => LogLevel.Critical,
        _ => LogLevel.Information,
    };

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= _least && logLevel != LogLevel.None;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        WriteLine(json =>
        {
            json.WriteString("timestamp", _clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", Name(logLevel));
            json.WriteString("message", formatter(state, exception));
            WriteInvocation(json);
            if (eventId.Id != 0)
            {
                json.WriteNumber("eventId", eventId.Id);
            }

            WriteValues(json, state as IReadOnlyList<KeyValuePair<string, object?>>);
            WriteException(json, exception);
        });
    }

    /// <summary>Counts something: a metric in CloudWatch's embedded metric format, which needs no call and no agent.</summary>
    public void Count(string metric, long value) => WriteLine(json =>
    {
        json.WriteStartObject("_aws");
        json.WriteNumber("Timestamp", _clock.GetUtcNow().ToUnixTimeMilliseconds());
        json.WriteStartArray("CloudWatchMetrics");
        json.WriteStartObject();
        json.WriteString("Namespace", "Muster");
        json.WriteStartArray("Dimensions");
        json.WriteStartArray();
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteStartArray("Metrics");
        json.WriteStartObject();
        json.WriteString("Name", metric);
        json.WriteString("Unit", "Count");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteNumber(metric, value);
        WriteInvocation(json);
    });

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Trace => "TRACE",
        LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARN",
        LogLevel.Error => "ERROR",
        _ => "FATAL",
    };

    private static void WriteValues(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>>? values)
    {
        foreach (var (name, value) in values ?? [])
        {
            var field = JsonNamingPolicy.CamelCase.ConvertName(name);
            switch (value)
            {
                case int number:
                    json.WriteNumber(field, number);
                    break;
                case long number:
                    json.WriteNumber(field, number);
                    break;
                default:
                    if (name != "{OriginalFormat}")
                    {
                        json.WriteString(field, Convert.ToString(value, CultureInfo.InvariantCulture));
                    }

                    break;
            }
        }
    }

    private static void WriteException(Utf8JsonWriter json, Exception? exception)
    {
        if (exception is null)
        {
            return;
        }

        var error = InvocationError.Of(exception);
        json.WriteString("errorType", error.Type);
        json.WriteString("errorMessage", error.Message);
        json.WriteStartArray("stackTrace");
        foreach (var line in error.StackTrace)
        {
            json.WriteStringValue(line);
        }

        json.WriteEndArray();
    }

    private void WriteInvocation(Utf8JsonWriter json)
    {
        if (Invocation is { } invocation)
        {
            json.WriteString("requestId", invocation.RequestId);
            if (invocation.TraceId is { } trace)
            {
                json.WriteString("traceId", trace);
            }
        }
    }

    /// <summary>One write a line, so that lines stay whole.</summary>
    private void WriteLine(Action<Utf8JsonWriter> write)
    {
        lock (_writing)
        {
            _buffer.ResetWrittenCount();
            using (var json = new Utf8JsonWriter(_buffer, Readable))
            {
                json.WriteStartObject();
                write(json);
                json.WriteEndObject();
            }

            _buffer.Write("\n"u8);
            _output.Write(_buffer.WrittenSpan);
            _output.Flush();
        }
    }
}
