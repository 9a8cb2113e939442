using Muster.Fleet.Configuration;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;

namespace Muster.Fleet.Dispatch;

/// <summary>One robot, looked at for one order.</summary>
/// <param name="Robot">The robot.</param>
/// <param name="Order">The order.</param>
/// <param name="Configuration">The fleet's settings.</param>
/// <param name="Now">The time (UTC).</param>
/// <param name="Everyone">All robots of the site; none when neither the order was tried before nor the site keeps robots available.</param>
public readonly record struct Candidate(
    Robot Robot,
    Order Order,
    FleetConfiguration Configuration,
    DateTimeOffset Now,
    IReadOnlyList<Robot>? Everyone = null);
