using System.Text.Json;

namespace Muster.Local.Measure.Output;

/// <summary>Writes a measurement as JSON, for programs. Times are in milliseconds, memory in MB, money in US dollars.</summary>
public static class MeasureJson
{
    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter writer, MeasureReport report)
    {
        var plan = report.Plan;
        writer.WriteStartObject();
        writer.WriteString("startedAt", report.StartedAt.UtcDateTime);
        writer.WriteStartObject("machine");
        writer.WriteNumber("processors", report.Processors);
        writer.WriteString("architecture", report.Machine);
        writer.WriteEndObject();
        writer.WriteBoolean("throttled", report.Limits is not null);
        WriteText(writer, "limits", report.Limits);
        WriteText(writer, "unthrottledBecause", report.Limits is null ? report.Unlimited : null);
        writer.WriteNumber("runs", plan.Runs);
        writer.WriteNumber("coldStarts", plan.ColdStarts);
        writer.WriteString("rate", plan.Rate.ToString());
        writer.WriteNumber("invocationsPerMonth", Math.Round(plan.Rate.PerMonth, 3));
        writer.WriteString("prices", plan.Architecture);
        writer.WriteStartArray("functions");
        foreach (var function in report.Functions)
        {
            WriteFunction(writer, report, function);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteFunction(Utf8JsonWriter writer, MeasureReport report, MeasuredFunction function)
    {
        writer.WriteStartObject();
        writer.WriteString("name", function.Name);
        writer.WriteString("runtime", function.Runtime);
        WriteNumber(writer, "cheapestMemoryMb", function.Cheapest(report.Plan.Rate, report.Plan.Prices)?.MemorySize);
        WriteNumber(writer, "fastestMemoryMb", function.Fastest()?.MemorySize);
        writer.WriteStartArray("points");
        foreach (var point in function.Points)
        {
            WritePoint(writer, report, point);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WritePoint(Utf8JsonWriter writer, MeasureReport report, MeasurePoint point)
    {
        writer.WriteStartObject();
        writer.WriteNumber("memoryMb", point.MemorySize);
        WriteNumber(writer, "initMs", point.Init);
        WriteNumber(writer, "firstMs", point.First);
        WriteNumber(writer, "medianMs", point.Median);
        WriteNumber(writer, "p95Ms", point.P95);
        WriteNumber(writer, "p99Ms", point.P99);
        WriteNumber(writer, "billedMs", point.Billed);
        writer.WriteNumber("peakMemoryMb", point.PeakMemory);
        if (report.Monthly(point) is { } dollars)
        {
            writer.WriteNumber("monthlyUsd", dollars);
        }
        else
        {
            writer.WriteNull("monthlyUsd");
        }

        if (point.Failure is { } failure)
        {
            writer.WriteStartObject("failure");
            writer.WriteString("kind", failure.KindWords);
            writer.WriteString("type", failure.Type);
            writer.WriteString("message", failure.Message);
            writer.WriteNumber("after", failure.After);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("failure");
        }

        writer.WriteStartArray("runs");
        foreach (var run in point.Runs)
        {
            writer.WriteStartObject();
            writer.WriteNumber("environment", run.Environment);
            if (run.Init is { } init)
            {
                WriteNumber(writer, "initMs", init.TotalMilliseconds);
            }

            WriteNumber(writer, "durationMs", run.Duration.TotalMilliseconds);
            writer.WriteNumber("billedMs", run.BilledMilliseconds);
            WriteNumber(writer, "throttledMs", run.Throttled.TotalMilliseconds);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, Math.Round((decimal)number, 3));
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is null)
        {
            writer.WriteNull(name);
        }
        else
        {
            writer.WriteString(name, value);
        }
    }
}
