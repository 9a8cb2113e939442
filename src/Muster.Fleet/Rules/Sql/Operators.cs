namespace Muster.Fleet.Rules.Sql;

/// <summary>The operators with one operand.</summary>
public enum UnaryOperator
{
    /// <summary><c>NOT</c>.</summary>
    Not,

    /// <summary><c>-</c>.</summary>
    Negate,

    /// <summary><c>EXISTS</c>.</summary>
    Exists,
}

/// <summary>The operators with two operands.</summary>
public enum BinaryOperator
{
    /// <summary><c>OR</c>.</summary>
    Or,

    /// <summary><c>AND</c>.</summary>
    And,

    /// <summary><c>=</c>.</summary>
    Equal,

    /// <summary><c>&lt;&gt;</c>.</summary>
    NotEqual,

    /// <summary><c>&lt;</c>.</summary>
    Less,

    /// <summary><c>&lt;=</c>.</summary>
    LessOrEqual,

    /// <summary><c>&gt;</c>.</summary>
    Greater,

    /// <summary><c>&gt;=</c>.</summary>
    GreaterOrEqual,

    /// <summary><c>IN</c>.</summary>
    In,

    /// <summary><c>+</c>.</summary>
    Add,

    /// <summary><c>-</c>.</summary>
    Subtract,

    /// <summary><c>*</c>.</summary>
    Multiply,

    /// <summary><c>/</c>.</summary>
    Divide,

    /// <summary><c>%</c>.</summary>
    Remainder,
}
