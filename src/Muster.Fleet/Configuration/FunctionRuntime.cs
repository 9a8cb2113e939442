using System.Globalization;

namespace Muster.Fleet.Configuration;

/// <summary>A runtime by AWS Lambda's identifier (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html).</summary>
/// <param name="Name">The identifier, such as <c>python3.13</c>.</param>
/// <param name="Kind">What runs there.</param>
public sealed record FunctionRuntime(string Name, FunctionRuntimeKind Kind)
{
    /// <summary>What can be named, for people.</summary>
    public const string Names = "provided.al2023, python3.x (such as python3.13), nodejs2x.x (such as nodejs22.x), dotnet8 and dotnet10";

    /// <summary>The package brings its own executable.</summary>
    public static FunctionRuntime Provided { get; } = new("provided.al2023", FunctionRuntimeKind.Provided);

    /// <summary>The Python that is meant where none is named.</summary>
    public static FunctionRuntime Python { get; } = new("python3.13", FunctionRuntimeKind.Python);

    /// <summary>The Node.js that is meant where none is named.</summary>
    public static FunctionRuntime Node { get; } = new("nodejs22.x", FunctionRuntimeKind.Node);

    /// <summary>The .NET that is meant where none is named.</summary>
    public static FunctionRuntime DotNet { get; } = new("dotnet10", FunctionRuntimeKind.DotNet);

    /// <summary>Reads an identifier; none when it is no runtime that functions can have here.</summary>
    public static FunctionRuntime? Parse(string name) => name switch
    {
        "provided.al2023" => Provided,
        "dotnet8" or "dotnet10" => new FunctionRuntime(name, FunctionRuntimeKind.DotNet),
        _ when Number(name, "python3.", "") is >= 9 => new FunctionRuntime(name, FunctionRuntimeKind.Python),
        _ when Number(name, "nodejs", ".x") is >= 18 => new FunctionRuntime(name, FunctionRuntimeKind.Node),
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static int? Number(string name, string before, string after) =>
        name.Length > before.Length + after.Length
        && name.StartsWith(before, StringComparison.Ordinal)
        && name.EndsWith(after, StringComparison.Ordinal)
        && name[before.Length] != '0'
        && int.TryParse(name.AsSpan(before.Length..^after.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
