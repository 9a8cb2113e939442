using Muster.Fleet.Rules.Functions;

namespace Muster.Bench.Fuzz.Generation;

/// <summary>
/// How functions are mostly called, from AWS's reference: a letter an argument (n number, i small whole number, s text, b boolean,
/// a array, o object, y bytes, x anything; r a pattern, e an encoding, t a name of a type, p an MQTT property, d a time pattern,
/// z a time zone, l a level, u the transform's name). Names that the registry has and this list has not get arguments of any kind.
/// </summary>
internal static class Signatures
{
    private const string Table = """
        abs:n acos:n asin:n atan:n atan2:nn ceil:n cos:n cosh:n exp:n
        floor:n ln:n log:n mod:nn nanvl:xn power:nn|ni rand: remainder:nn
        round:n sign:n sin:n sinh:n sqrt:n tan:n tanh:n trunc:ni
        bitand:ii bitor:ii bitxor:ii bitnot:i
        chr:i concat:ss|sns|aa|axs|s endswith:ss startswith:ss indexof:ss length:s lower:s upper:s
        lpad:si rpad:si ltrim:s rtrim:s trim:s numbytes:s replace:sss substring:si|sii
        regexp_matches:sr regexp_replace:srs regexp_substr:sr
        md2:s md5:s sha1:s sha224:s sha256:s sha384:s sha512:s
        encode:*e|se decode:se cast:xt get:ai|os|si get_or_default:xx isnull:x isundefined:x
        parse_time:dn|dnz time_to_epoch:sd timestamp: topic:|l clientid: accountid: principal: sourceip: traceid: newuuid:
        get_mqtt_property:p get_user_properties:s transform:uoa
        aws_lambda:so get_dynamodb:ssss get_secret:sss get_thing_shadow:ss get_registry_data:ss machinelearning_predict:sso
        """;

    private static readonly Dictionary<string, string[]> Known = Table
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(entry => entry.Split(':'))
        .ToDictionary(entry => entry[0], entry => entry[1].Split('|'), StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Numbers = new(
        ["abs", "acos", "asin", "atan", "atan2", "bitand", "bitor", "bitxor", "bitnot", "ceil", "cos", "cosh", "exp", "floor", "indexof", "length", "ln", "log", "mod", "numbytes", "power", "rand", "remainder", "round", "sign", "sin", "sinh", "sqrt", "tan", "tanh", "time_to_epoch", "timestamp", "trunc", "nanvl"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Booleans = new(["endswith", "startswith", "isnull", "isundefined", "regexp_matches"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Others = new(["cast", "get", "get_or_default", "decode", "transform", "concat"], StringComparer.OrdinalIgnoreCase);

    /// <summary>All names: those that are listed here, and those of the engine.</summary>
    private static readonly string[] Names = [.. Known.Keys.Union(SqlFunctions.Names, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];

    private static readonly string[] NumberNames = [.. Names.Where(Numbers.Contains)];
    private static readonly string[] BooleanNames = [.. Names.Where(Booleans.Contains)];
    private static readonly string[] TextNames = [.. Names.Where(n => !Numbers.Contains(n) && !Booleans.Contains(n) && !Others.Contains(n))];
    private static readonly string[] OtherNames = [.. Names.Where(Others.Contains)];

    /// <summary>A function that mostly gives what is wanted.</summary>
    internal static string Name(Dice dice, Want want) => dice.Percent(15)
        ? dice.Pick(Names)
        : dice.Pick(want switch
        {
            Want.Number => NumberNames,
            Want.Boolean => BooleanNames,
            Want.Text or Want.Bytes => TextNames,
            Want.Array or Want.Object => OtherNames,
            _ => Names,
        });

    /// <summary>One way to call it; null when none is known.</summary>
    internal static string? Pick(Dice dice, string name) => Known.TryGetValue(name, out var ways) ? dice.Pick(ways) : null;
}
