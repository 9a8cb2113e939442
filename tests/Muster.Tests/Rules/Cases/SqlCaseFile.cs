using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muster.Tests.Rules.Cases;

/// <summary>A file of cases.</summary>
/// <param name="Source">The page that the cases are from.</param>
/// <param name="Cases">The cases.</param>
public sealed record SqlCaseFile(string Source, IReadOnlyList<SqlCase> Cases)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>The folder, copied beside the tests.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Rules", "Cases");

    /// <summary>The files' names.</summary>
    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    /// <summary>Reads a file.</summary>
    public static SqlCaseFile Read(string name) =>
        JsonSerializer.Deserialize<SqlCaseFile>(File.ReadAllText(Path.Combine(Folder, name)), Options) ?? throw new InvalidOperationException($"{name} is empty");
}
