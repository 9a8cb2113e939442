namespace Muster.Tests.Rules.Cases;

/// <summary>
/// The reference's own examples, and ours for what its tables say, as data: <c>Rules/Cases/*.json</c>. A file is
/// <c>{"source": page, "cases": [case…]}</c>; <see cref="SqlCase"/> says what a case may have.
/// </summary>
public sealed class SqlCaseTests
{
    public static TheoryData<string> Files => [.. SqlCaseFile.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void Cases_hold(string file)
    {
        var cases = SqlCaseFile.Read(file).Cases;
        Assert.NotEmpty(cases);
        Assert.Multiple([.. cases.Select(c => (Action)(() => Assert.True(SqlCaseRun.Problem(c) is null, Describe(c))))]);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Cases_have_names_of_their_own(string file) =>
        Assert.Empty(SqlCaseFile.Read(file).Cases.GroupBy(c => (c.Name, c.Sql, c.Expression, c.Dialect)).Where(g => g.Count() > 1).Select(g => g.Key));

    private static string Describe(SqlCase @case) => $"{@case.Name}: {@case.Sql ?? @case.Expression}: {SqlCaseRun.Problem(@case)}";
}
