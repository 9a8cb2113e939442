using System.Text.Json;
using Muster.Fleet.Costs.Loads;

namespace Muster.Commands.Costs;

/// <summary>What <c>muster measure --json</c> wrote: for a function of the fleet, its billed milliseconds at the memory size that it has.</summary>
internal static class MeasuredFile
{
    /// <summary>Puts what was measured into <paramref name="functions"/>.</summary>
    /// <exception cref="CommandException">The file can't be read, or has nothing of the fleet's functions at their memory sizes.</exception>
    public static void Read(string path, Dictionary<string, FunctionLoad> functions)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var found = 0;
            foreach (var (name, memory, milliseconds) in Points(json.RootElement))
            {
                if (functions.TryGetValue(name, out var function) && function.MemoryMegabytes == memory)
                {
                    functions[name] = function with { BilledMilliseconds = milliseconds, Origin = "measured" };
                    found++;
                }
            }

            if (found == 0)
            {
                var sizes = string.Join(", ", functions.Values.Select(f => $"{f.Name} {f.MemoryMegabytes}"));
                throw new CommandException(ExitCode.Failed, $"{path} measured none of the fleet's functions at its memory size: {sizes} (MB; --memory says others)");
            }
        }
        catch (JsonException e)
        {
            throw new CommandException(ExitCode.Failed, $"{path} is no JSON: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Failed, $"can't read what was measured in {path}: {e.Message}", e);
        }
    }

    private static IEnumerable<(string Function, int Memory, decimal Milliseconds)> Points(JsonElement root)
    {
        foreach (var function in Elements(root, "functions"))
        {
            foreach (var point in Elements(function, "points"))
            {
                // A point that failed has no duration that counts.
                if (function.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
                    && point.TryGetProperty("memoryMb", out var memory) && memory.ValueKind == JsonValueKind.Number && memory.TryGetInt32(out var megabytes)
                    && point.TryGetProperty("billedMs", out var billed) && billed.ValueKind == JsonValueKind.Number && billed.TryGetDecimal(out var milliseconds)
                    && !(point.TryGetProperty("failure", out var failure) && failure.ValueKind == JsonValueKind.Object))
                {
                    yield return (name.GetString()!, megabytes, milliseconds);
                }
            }
        }
    }

    private static JsonElement.ArrayEnumerator Elements(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;
}
