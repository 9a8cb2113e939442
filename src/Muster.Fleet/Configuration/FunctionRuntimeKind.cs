namespace Muster.Fleet.Configuration;

/// <summary>What runs a function's package.</summary>
public enum FunctionRuntimeKind
{
    /// <summary>The package's own executable, <c>bootstrap</c>: any compiled language.</summary>
    Provided,

    /// <summary>Python.</summary>
    Python,

    /// <summary>Node.js.</summary>
    Node,

    /// <summary>.NET.</summary>
    DotNet,
}
