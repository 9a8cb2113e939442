#pragma warning disable CA1720 // These are the reference's names.
namespace Muster.Fleet.Rules;

/// <summary>
/// The types of IoT SQL (https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-data-types.html), and raw bytes,
/// which the reference knows as the payload that is not JSON and as the result of <c>decode</c>.
/// </summary>
public enum SqlKind
{
    /// <summary>No value: what is not there, and what an operator or a function makes of operands that it has no answer for.</summary>
    Undefined,

    /// <summary>JSON's <c>null</c>.</summary>
    Null,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A whole number of at most 34 digits.</summary>
    Int,

    /// <summary>A decimal number of 34 significant digits.</summary>
    Decimal,

    /// <summary>A text.</summary>
    String,

    /// <summary>A list of values of any types.</summary>
    Array,

    /// <summary>Named values in the order in which they came.</summary>
    Object,

    /// <summary>Bytes that are no JSON.</summary>
    Bytes,
}
