namespace Muster.Fleet.Rules.Functions;

/// <summary>What a function may know besides its arguments.</summary>
internal readonly ref struct SqlCallContext
{
    private readonly ref readonly MessageContext _message;

    /// <param name="message">What the broker knows of the message.</param>
    /// <param name="services">What the host lends.</param>
    /// <param name="version">The dialect of the rule.</param>
    public SqlCallContext(in MessageContext message, RuleServices services, SqlVersion version)
    {
        _message = ref message;
        Services = services;
        Version = version;
    }

    /// <summary>What the broker knows of the message.</summary>
    public ref readonly MessageContext Message => ref _message;

    /// <summary>Randomness and ids.</summary>
    public RuleServices Services { get; }

    /// <summary>The dialect of the rule.</summary>
    public SqlVersion Version { get; }
}
