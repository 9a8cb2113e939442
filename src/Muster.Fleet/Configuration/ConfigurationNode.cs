using System.Text.Json;

namespace Muster.Fleet.Configuration;

/// <summary>A value of the file, and where it stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">Its first character in the line, from 1.</param>
/// <param name="Path">Its JSON path.</param>
internal sealed record ConfigurationNode(JsonValueKind Kind, int Line, int Column, string Path)
{
    /// <summary>A string's text, a number's digits as written.</summary>
    public string Text { get; init; } = "";

    /// <summary>An object's fields, in the file's order.</summary>
    public IReadOnlyList<ConfigurationField> Fields { get; init; } = [];

    /// <summary>An array's elements.</summary>
    public IReadOnlyList<ConfigurationNode> Elements { get; init; } = [];

    /// <summary>The value in words, shortened, for a problem.</summary>
    public string Describe() => Kind switch
    {
        JsonValueKind.String => $"\"{Shorten(Text)}\"",
        JsonValueKind.Number => Shorten(Text),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => "null",
    };

    private static string Shorten(string text) => text.Length <= 80 ? text : $"{text.AsSpan(0, 77)}...";
}

/// <summary>A field of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Line">The name's line, from 1.</param>
/// <param name="Column">The name's first character in the line, from 1.</param>
/// <param name="Value">Its value.</param>
internal sealed record ConfigurationField(string Name, int Line, int Column, ConfigurationNode Value);
