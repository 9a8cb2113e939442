namespace Muster.Fleet.Rules;

/// <summary>Adds what the rule emits to a file, a line of JSON each.</summary>
/// <param name="Path">The file, relative to the data folder.</param>
public sealed record FileAction(string Path) : RuleAction
{
    /// <summary>The most characters of a path.</summary>
    public const int MaxPath = 200;

    /// <summary>What every such file ends with, so that none is one of Muster's own.</summary>
    public const string Extension = ".jsonl";

    /// <inheritdoc/>
    public override string Kind => "file";

    /// <inheritdoc/>
    public override string Target => Path;

    /// <inheritdoc/>
    public override string AwsName => "FileAction";

    /// <summary>What is wrong with <paramref name="path"/>; none when nothing is.</summary>
    public static string? Check(string path) => path switch
    {
        _ when !path.EndsWith(Extension, StringComparison.Ordinal) || path.Length <= Extension.Length => $"the file's name ends with {Extension}, such as low-battery{Extension}",
        _ when path.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or '/')) => "a path has letters, digits, - _ . and / between folders",
        _ when path.Split('/').Any(part => part.Length == 0 || part.StartsWith('.')) => "it must be a path below the data folder, such as low-battery.jsonl or rules/low-battery.jsonl, with no part that begins with a full stop",
        _ => null,
    };
}
