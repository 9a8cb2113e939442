using System.Globalization;

namespace Muster.Bench;

/// <summary><c>--name value</c> and <c>--name=value</c>; a name that the command does not know is refused.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = [];

    internal Arguments(ReadOnlySpan<string> args, params ReadOnlySpan<string> known)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            if (!known.Contains(name))
            {
                throw new BenchException($"unknown argument {name}; known: {string.Join(" ", known.ToArray())}");
            }

            if (value is null && ++i == args.Length)
            {
                throw new BenchException($"{name} needs a value");
            }

            _values[name] = value ?? args[i];
        }
    }

    internal string? Text(string name) => _values.GetValueOrDefault(name);

    internal int Integer(string name, int? fallback, int min, int max) =>
        Text(name) is { } text ? ParseInteger(name, text, min, max)
        : fallback ?? throw new BenchException($"{name} is required");

    internal int[] Integers(string name, string fallback, int min, int max) =>
        [.. (Text(name) ?? fallback).Split(',').Select(text => ParseInteger(name, text, min, max))];

    internal double Number(string name, double? fallback, double min, double max)
    {
        if (Text(name) is not { } text)
        {
            return fallback ?? throw new BenchException($"{name} is required");
        }

        return double.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new BenchException($"{name} must be a number from {min} to {max}, not {text}");
    }

    private static int ParseInteger(string name, string text, int min, int max) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new BenchException($"{name} must be a whole number from {min} to {max}, not {text}");
}
