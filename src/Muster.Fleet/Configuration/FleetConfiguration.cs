using Muster.Fleet.Rules;

namespace Muster.Fleet.Configuration;

/// <summary>What is set up of a fleet. Immutable: a change makes a new one.</summary>
public sealed record FleetConfiguration
{
    private static readonly SiteSettings AnySite = new();
    private static readonly ItemSettings AnyItem = new();

    /// <summary>What holds where nothing is set up: any site, any item, the default policy, no channels.</summary>
    public static FleetConfiguration Default { get; } = new();

    /// <summary>The sites by name; none when any site will do.</summary>
    public IReadOnlyDictionary<string, SiteSettings>? Sites { get; init; }

    /// <summary>The items by name; none when any item will do.</summary>
    public IReadOnlyDictionary<string, ItemSettings>? Items { get; init; }

    /// <summary>How the fleet behaves.</summary>
    public FleetPolicy Policy { get; init; } = new();

    /// <summary>Who is told of alerts.</summary>
    public IReadOnlyList<AlertChannel> Channels { get; init; } = [];

    /// <summary>The secret that messages to customers are signed with: <c>whsec_</c> and base64 of 24 to 64 bytes; none when the host is to make one and keep it.</summary>
    public string? NotifySecret { get; init; }

    /// <summary>
    /// Whether customers' addresses may lead to machines that are not on the public internet, such as this one: for development, where
    /// nobody else can place an order.
    /// </summary>
    public bool AllowPrivateNotify { get; init; }

    /// <summary>The functions that the fleet's owner brings, by name; none by default.</summary>
    public IReadOnlyDictionary<string, UserFunction> Functions { get; init; } = new Dictionary<string, UserFunction>();

    /// <summary>The rules that the fleet's owner adds to the built-in ones, in the file's order; none by default.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <summary>The settings of a site, or the defaults.</summary>
    public SiteSettings Site(string name) => Sites?.GetValueOrDefault(name) ?? AnySite;

    /// <summary>The settings of an item, the defaults where any item will do; none when the configuration has others, but not this one.</summary>
    public ItemSettings? Item(string name) => Items is null ? AnyItem : Items.GetValueOrDefault(name);

    /// <summary>Whether orders are taken at that site.</summary>
    public bool KnowsSite(string name) => Sites is null || Sites.ContainsKey(name);

    /// <summary>Whether that can be ordered.</summary>
    public bool KnowsItem(string name) => Items is null || Items.ContainsKey(name);
}
