namespace Muster.Fleet.Rules.Functions;

/// <summary>
/// Functions that compute with double precision: arguments are rounded to it, imaginary and infinite results are Undefined.
/// Angles are in radians.
/// </summary>
internal static class RealFunctions
{
    /// <summary>All of them.</summary>
    public static IEnumerable<SqlFunction> All =>
    [
        Of("acos", Math.Acos),
        Of("asin", Math.Asin),
        Of("atan", Math.Atan),
        OfTwo("atan2", Math.Atan2),
        Of("cos", Math.Cos),
        Of("cosh", Math.Cosh),
        Of("exp", Math.Exp),
        Of("ln", Math.Log),
        Of("log", Math.Log10),
        OfTwo("power", Math.Pow),
        Of("sin", Math.Sin),
        Of("sinh", Math.Sinh),
        Of("sqrt", Math.Sqrt),
        Of("tan", Math.Tan),
        Of("tanh", Math.Tanh),
    ];

    private static SqlFunction Of(string name, Func<double, double> function) => new(
        name,
        1,
        1,
        (arguments, in context) => arguments[0].AsNumber() is { } x ? SqlResult.Double(function(x.ToDouble()), context.Version) : SqlValue.Undefined);

    private static SqlFunction OfTwo(string name, Func<double, double, double> function) => new(
        name,
        2,
        2,
        (arguments, in context) => arguments[0].AsNumber() is { } x && arguments[1].AsNumber() is { } y
            ? SqlResult.Double(function(x.ToDouble(), y.ToDouble()), context.Version)
            : SqlValue.Undefined);
}
