using Muster.Local.Broker;

namespace Muster.Tests.Broker;

public sealed class NewestVersionsTests
{
    [Fact]
    public void Older_version_that_was_overtaken_is_not_said_behind_the_newer()
    {
        var versions = new NewestVersions();

        Assert.True(versions.IsNewest("fleet/robots/r1", 3));
        Assert.False(versions.IsNewest("fleet/robots/r1", 2));
        Assert.True(versions.IsNewest("fleet/robots/r2", 2));
        Assert.True(versions.IsNewest("fleet/robots/r1", 4));
    }

    [Fact]
    public void Telemetry_of_the_same_version_is_said() =>
        Assert.All(Enumerable.Repeat(new NewestVersions(), 2), v => Assert.True(v.IsNewest("fleet/robots/r1", 3)));

    [Fact]
    public void What_nobody_spoke_of_for_long_is_forgotten_and_nothing_before()
    {
        var versions = new NewestVersions(capacity: 2);
        versions.IsNewest("a", 5);
        versions.IsNewest("b", 5);
        versions.IsNewest("c", 5);

        Assert.False(versions.IsNewest("a", 4));

        versions.IsNewest("d", 5);
        versions.IsNewest("e", 5);
        versions.IsNewest("f", 5);
        Assert.True(versions.IsNewest("b", 4));
    }
}
