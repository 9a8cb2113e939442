namespace Muster.Fleet.Costs.Loads;

/// <summary>A rule beside the built-in ones. AWS meters each message on its topics, whether its WHERE lets it through or not.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Filter">Its topics, as in its FROM.</param>
/// <param name="Actions">How many actions it has; what they do is not reckoned with.</param>
public sealed record RuleLoad(string Name, string Filter, int Actions)
{
    /// <summary>How often it is triggered in the month: by what the robots say, unless that goes straight to another rule, and by what the fleet and the broker say.</summary>
    public decimal Triggered(FleetLoad load) =>
        (load.BasicIngest ? 0 : (load.Reports * load.ReportUnits * Part("robots/+/status", load)) + (load.OrderReports * Part("robots/+/orders/+", load)))
        + (load.Orders * EventCosts.Order.Commands * Part("robots/+/commands", load))
        + (load.RobotAnnouncements * Part("fleet/robots/+", load))
        + (load.OrderAnnouncements * Part("fleet/orders/+", load))
        + (load.Reconnects * EventCosts.Reconnect.RobotMessages * Part("$aws/events/presence/+/+", load));

    /// <summary>The part of the messages on <paramref name="topics"/> that are its own: all, none, or one robot's when it names one.</summary>
    private decimal Part(string topics, FleetLoad load)
    {
        var (own, theirs) = (Filter.Split('/'), topics.Split('/'));
        var isNamed = false;
        for (var i = 0; i < own.Length; i++)
        {
            // Wildcards in the first level do not match topics that begin with '$' (MQTT 5, section 4.7.2).
            var isWild = own[i] is "+" or "#" && (i > 0 || !topics.StartsWith('$'));
            if (own[i] == "#")
            {
                return isWild ? All() : 0;
            }

            if (i >= theirs.Length || (!isWild && theirs[i] != "+" && own[i] != theirs[i]))
            {
                return 0;
            }

            isNamed |= !isWild && theirs[i] == "+";
        }

        return own.Length == theirs.Length ? All() : 0;

        decimal All() => isNamed ? 1 / Math.Max(1, load.Robots) : 1;
    }
}
