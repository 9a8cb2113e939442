using System.Collections.Frozen;

namespace Muster.Fleet.Rules.Functions;

/// <summary>
/// The functions of IoT SQL (https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-functions.html): the one list of names.
/// What each does, and where the reference contradicts itself: docs/reference/iot-sql-functions.md.
/// </summary>
internal static class SqlFunctions
{
    private static readonly FrozenDictionary<string, SqlFunction> All = Enumerable
        .Concat([.. NumberFunctions.All, .. RealFunctions.All, .. BitFunctions.All], [.. TextFunctions.All, .. RegexFunctions.All, .. HashFunctions.All])
        .Concat([.. ValueFunctions.All, .. CollectionFunctions.All, .. EncodingFunctions.All, .. TimeFunctions.All, .. MessageFunctions.All])
        .ToFrozenDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of all functions, as the reference writes them.</summary>
    public static IReadOnlyCollection<string> Names { get; } = [.. All.Values.Select(f => f.Name).Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The function of a name, in any case; none when there is none, or it is not supported.</summary>
    public static SqlFunction? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>Why a function of the reference is not supported, and what does its job here; none for all other names.</summary>
    public static string? WhyNotSupported(string name) => UnsupportedFunctions.Why(name);
}
