namespace Muster.Fleet.Rules;

/// <summary>The dialects as AWS's <c>awsIotSqlVersion</c> writes them.</summary>
public static class SqlVersionNames
{
    /// <summary>All of them, the recommended one first.</summary>
    public static IReadOnlyList<string> All { get; } = ["2016-03-23", "2015-10-08"];

    /// <summary>The dialect's name.</summary>
    public static string ToName(this SqlVersion version) => All[(int)version];

    /// <summary>The dialect of that name; none when there is none.</summary>
    public static SqlVersion? Find(string name) => name switch
    {
        "2016-03-23" => SqlVersion.V20160323,
        "2015-10-08" => SqlVersion.V20151008,
        _ => null,
    };
}
