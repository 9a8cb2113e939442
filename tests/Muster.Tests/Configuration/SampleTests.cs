using System.Text;
using System.Text.RegularExpressions;
using Muster.Fleet.Configuration;
using Muster.Hosting;

namespace Muster.Tests.Configuration;

public sealed partial class SampleTests
{
    [Fact]
    public void Sample_is_right() => Assert.Empty(ConfigFile.Read(InRepository("samples/fleet.json")).Problems);

    [Fact]
    public void File_in_the_reference_is_right()
    {
        var example = Example().Match(File.ReadAllText(InRepository("docs/reference/configuration.md"))).Groups[1].Value;
        Assert.Empty(FleetConfigurationReader.Read(Encoding.UTF8.GetBytes(example), _ => Files.Secret).Problems);
    }

    [Fact]
    public void Reference_names_every_policy_with_its_default()
    {
        var reference = File.ReadAllText(InRepository("docs/reference/configuration.md"));
        var policy = ConfigurationValues.Of(FleetConfiguration.Default).Where(v => v.Name.StartsWith("policy.", StringComparison.Ordinal));
        Assert.All(policy, v => Assert.Matches($@"\| `{Regex.Escape(v.Name)}` \|.*\| `?{Regex.Escape(v.Value)}`?[ ]", reference));
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    private static string InRepository(string path)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Muster.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the tests do not run within the repository");
        }

        return Path.Combine(folder, path);
    }
}
