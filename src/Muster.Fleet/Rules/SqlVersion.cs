namespace Muster.Fleet.Rules;

/// <summary>The dialects of IoT SQL (https://docs.aws.amazon.com/iot/latest/developerguide/iot-rule-sql-version.html).</summary>
public enum SqlVersion
{
    /// <summary>2016-03-23, which is recommended, and the default here.</summary>
    V20160323,

    /// <summary>2015-10-08, the first; AWS's default for a rule that names none.</summary>
    V20151008,
}
