namespace Muster.Fleet.Rules;

/// <summary>A rule as data: messages that the SQL selects go to the function. The same list makes the IoT rules of the cloud.</summary>
/// <param name="Name">Its name: 1 to 128 of <c>A–Z a–z 0–9 _</c>, as AWS IoT Core has it.</param>
/// <param name="Sql">IoT SQL, in the dialect of <see cref="SqlVersion"/>.</param>
/// <param name="Function">The function's name, such as <c>update-status</c>.</param>
public sealed record Rule(string Name, string Sql, string Function)
{
    /// <summary>The dialect; 2016-03-23 if absent, which AWS's own default is not.</summary>
    public SqlVersion SqlVersion { get; init; }
}
