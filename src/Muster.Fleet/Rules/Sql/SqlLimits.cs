namespace Muster.Fleet.Rules.Sql;

/// <summary>How much of a statement is read, and how much work a message may make.</summary>
internal static class SqlLimits
{
    /// <summary>The size of a statement in bytes of UTF-8: what AWS allows for a whole rule document.</summary>
    public const int StatementBytes = 256 * 1024;

    /// <summary>How deep expressions may lie in one another, and how long a path may be: what the stack of any thread bears.</summary>
    public const int Depth = 100;

    /// <summary>How many expressions a statement may have, so that the work of a message stays bounded.</summary>
    public const int Expressions = 10_000;

    /// <summary>How many variables SET may define (https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-set.html).</summary>
    public const int Variables = 10;

    /// <summary>How long a variable's name may be (the same page).</summary>
    public const int VariableName = 64;

    /// <summary>How large the values of the variables may be together, in bytes of JSON (the same page).</summary>
    public const int VariableBytes = 128 * 1024;

    /// <summary>How long a text may become, in UTF-16 units; a longer one is Undefined.</summary>
    public const int Text = 256 * 1024;

    /// <summary>How large a message a rule may emit, in bytes. A larger one is not emitted.</summary>
    public const int OutputBytes = 1024 * 1024;

    /// <summary>
    /// How much work a message may make. An expression in a nested query is one step for each element, 16 characters that a function or an operator reads are
    /// one, and so is a microsecond of a regular expression. A member of an object that is made is <see cref="MemberSteps"/>. What needs more is
    /// not emitted.
    /// </summary>
    public const int Steps = 2_000_000;

    /// <summary>
    /// How many steps a member of an object that is made costs: it takes about a hundred bytes, which are there until the message is done. So a message
    /// makes at most 250,000 of them, some 25 MB.
    /// </summary>
    public const int MemberSteps = 8;
    /// <summary>How deep the payload's JSON may be; what is deeper is no JSON.</summary>
    public const int PayloadDepth = 100;
}
