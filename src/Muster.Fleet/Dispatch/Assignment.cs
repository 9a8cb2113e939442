using Muster.Fleet.Orders;
using Muster.Fleet.Robots;

namespace Muster.Fleet.Dispatch;

/// <summary>An order and the robot that is to have it.</summary>
/// <param name="Order">The order.</param>
/// <param name="Robot">The robot.</param>
public sealed record Assignment(Order Order, Robot Robot);
