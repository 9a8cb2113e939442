using Muster.Fleet.Rules;
using Muster.Fleet.Rules.Functions;

namespace Muster.Tests.Rules.Functions;

public sealed class SqlFunctionsTests
{
    /// <summary>The functions of the reference's table of contents.</summary>
    private static readonly string[] Reference =
    [
        "abs", "accountid", "acos", "asin", "atan", "atan2", "aws_lambda", "bitand", "bitor", "bitxor", "bitnot", "cast", "ceil", "chr",
        "clientid", "concat", "cos", "cosh", "decode", "encode", "endswith", "exp", "floor", "get", "get_dynamodb", "get_mqtt_property",
        "get_or_default", "get_registry_data", "get_secret", "get_thing_shadow", "get_user_properties", "md2", "md5", "sha1", "sha224",
        "sha256", "sha384", "sha512", "indexof", "isNull", "isUndefined", "length", "ln", "log", "lower", "lpad", "ltrim",
        "machinelearning_predict", "mod", "nanvl", "newuuid", "numbytes", "parse_time", "power", "principal", "rand", "regexp_matches",
        "regexp_replace", "regexp_substr", "remainder", "replace", "rpad", "round", "rtrim", "sign", "sin", "sinh", "sourceip", "substring",
        "sql_version", "sqrt", "startswith", "tan", "tanh", "time_to_epoch", "timestamp", "topic", "traceid", "transform", "trim", "trunc",
        "upper",
    ];

    [Fact]
    public void Every_function_of_the_reference_is_there_or_refused_with_a_reason() =>
        Assert.All(Reference, name => Assert.True(SqlFunctions.Find(name) is not null ^ SqlFunctions.WhyNotSupported(name) is not null, name));

    [Fact]
    public void There_is_no_other_function() =>
        Assert.Equal(Reference.Where(n => SqlFunctions.WhyNotSupported(n) is null).Order(StringComparer.Ordinal), SqlFunctions.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_function_has_its_line_in_the_reference_page() => Assert.All(Reference, name => Assert.Contains($"| `{name}(", Page(), StringComparison.Ordinal));

    [Theory]
    [InlineData("LTRIM", "ltrim")]
    [InlineData("isnull", "isNull")]
    [InlineData("Round", "round")]
    public void Names_are_found_in_any_case(string name, string found) => Assert.Equal(found, SqlFunctions.Find(name)?.Name);

    [Fact]
    public void Rand_takes_from_the_hosts_randomness()
    {
        var context = default(MessageContext);
        var call = new SqlCallContext(context, new RuleServices(random: new Random(7)), SqlVersion.V20160323);

        Assert.Equal(SqlValue.From(new Random(7).NextDouble()), SqlFunctions.Find("rand")!.Body([], call));
    }

    private static string Page()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Muster.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the tests do not run within the repository");
        }

        return File.ReadAllText(Path.Combine(folder, "docs/reference/iot-sql-functions.md"));
    }
}
