using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using Muster.Infra.Settings;

namespace Muster.Infra;

/// <summary>
/// The packages that <c>eng/lambda.sh</c> builds. A stack can be looked at without them: a note stands for each then,
/// and a rule of the template keeps CloudFormation from deploying it.
/// </summary>
internal sealed class Packages : Construct
{
    private readonly string _folder;
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

    /// <summary>Those in <paramref name="folder"/>.</summary>
    public Packages(Construct scope, string id, string folder)
        : base(scope, id) => _folder = folder;

    /// <summary>The paths of those that are not there.</summary>
    public IReadOnlyCollection<string> Missing => _missing;

    /// <summary>Says that some are missing, and what follows.</summary>
    public static string Note(IEnumerable<string> missing) =>
        $"not built: {string.Join(", ", missing)}; the template is good for looking at only, CloudFormation refuses it. eng/lambda.sh builds them";

    /// <summary>The functions' package, of one architecture.</summary>
    public Code Functions(FunctionSettings function) => Find(Path.Combine(function.Architecture, "function.zip"));

    /// <summary>The API's package, of one architecture.</summary>
    public Code Api(FunctionSettings function) => Find(Path.Combine(function.Architecture, "api.zip"));

    /// <summary>The functions' second compilation, just in time: one for all architectures.</summary>
    public Code Jit() => Find(Path.Combine("jit", "function.zip"));

    /// <summary>Once all are asked for: sees to it that nothing is deployed when one was missing.</summary>
    public void Guard()
    {
        if (_missing.Count == 0)
        {
            return;
        }

        var list = string.Join(", ", _missing);
        Annotations.Of(this).AddWarningV2("muster:packages", Note(_missing));

        // A template's rules are there to check parameters, so there is one. Its default is what fails.
        var built = new CfnParameter(this, "Built", new CfnParameterProps
        {
            Default = "no",
            AllowedValues = ["yes", "no"],
            Description = "Whether the functions' packages were there when this template was made",
        });
        built.OverrideLogicalId("PackagesBuilt");
        _ = new CfnRule(this, "AreBuilt", new CfnRuleProps
        {
            Assertions = [new CfnRuleAssertion { Assert = Fn.ConditionEquals(built.ValueAsString, "yes"), AssertDescription = $"Packages are missing: {list}. Build them with eng/lambda.sh, then deploy again." }],
        });
    }

    private AssetCode Find(string package)
    {
        var path = Path.Combine(_folder, package);
        if (File.Exists(path))
        {
            return Code.FromAsset(path);
        }

        _missing.Add(path);
        return Code.FromAsset(Path.Combine(AppContext.BaseDirectory, "Placeholder"));
    }
}
