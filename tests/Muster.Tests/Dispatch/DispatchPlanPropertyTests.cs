using CsCheck;
using Muster.Fleet.Configuration;
using Muster.Fleet.Dispatch;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Tests.Contract;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Dispatch;

/// <summary>What every plan keeps to, for whatever robots and orders, under each policy; CsCheck shrinks what does not.</summary>
public sealed class DispatchPlanPropertyTests
{
    private const string Site = "kitchen";

    private static readonly Gen<Position?> Somewhere = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Of<string?>(null, "floor-1", "floor-2"), Gen.Bool, (x, y, map, isKnown) =>
        isKnown ? new Position(x, y, null, map) : null);

    private static readonly Gen<Robot> SomeRobot = Gen.Select(
        Gen.Int[0, 99],
        Of<RobotStatus>(RobotStatus.Online, RobotStatus.Online, RobotStatus.Online, RobotStatus.Charging, RobotStatus.Offline, RobotStatus.Paused),
        Of<double?>(null, 5, 15, 50, 80, 100),
        Of<string[]>([], ["grill"], ["grill", "fry"]),
        Somewhere,
        Gen.Int[0, 3],
        Of<string?>(null, null, null, null, "o-held"),
        (name, status, battery, capabilities, position, minutes, order) => Bare($"r{name:D2}") with
        {
            Status = status,
            Battery = battery,
            Capabilities = capabilities,
            Position = position,
            Site = Site,
            StatusSince = Noon.AddMinutes(-minutes),
            Order = order,
        });

    private static readonly Gen<Order> SomeOrder = Gen.Select(
        Gen.Int[0, 99],
        Of("latte", "steak", "fries"),
        Gen.Int[-30, 30],
        Gen.Int[-1, 20],
        Gen.Int[0, 99].Select(n => $"r{n:D2}").List[0, 3],
        Somewhere,
        Gen.Int[0, 30],
        (id, item, rank, expires, avoided, position, waited) => Samples.Order(0) with
        {
            Id = $"o{id:D2}",
            Site = Site,
            Item = item,
            Rank = Noon.AddMinutes(rank),
            ExpiresAt = Noon.AddMinutes(expires),
            Deadline = null,
            Avoided = avoided,
            Position = position,
            Since = Noon.AddSeconds(-waited),
        });

    private static readonly Gen<FleetConfiguration> SomeSettings = Gen.Select(
        Of<DispatchPolicy>(DispatchPolicy.LongestIdle, DispatchPolicy.HighestBattery, DispatchPolicy.Nearest), Gen.Int[0, 2], Somewhere, (policy, keep, position) => new FleetConfiguration
        {
            Policy = new FleetPolicy { Dispatch = policy },
            Sites = new Dictionary<string, SiteSettings> { [Site] = new() { KeepAvailable = keep, Position = position } },
            Items = new Dictionary<string, ItemSettings> { ["latte"] = new(), ["steak"] = new() { Requires = ["grill"] }, ["fries"] = new() { Requires = ["fry"] } },
        });

    private static readonly Gen<Scene> Scenes = Gen.Select(SomeRobot.List[0, 12], SomeOrder.List[0, 12], SomeSettings, (robots, orders, settings) => new Scene(
        [.. robots.DistinctBy(r => r.Name).OrderBy(r => r.Name, StringComparer.Ordinal)],
        [.. orders.DistinctBy(o => o.Id).OrderBy(o => o.Rank).ThenBy(o => o.Id, StringComparer.Ordinal)],
        settings));

    [Fact]
    public void No_robot_and_no_order_is_twice_in_a_plan() => Check((scene, plan) =>
        plan.DistinctBy(p => p.Robot.Name).Count() == plan.Count
        && plan.DistinctBy(p => p.Order.Id).Count() == plan.Count);

    [Fact]
    public void Every_pair_is_one_that_no_predicate_refuses() => Check((scene, plan) =>
        plan.All(p => scene.MayTake(p.Robot, p.Order) && p.Order.ExpiresAt > Noon));

    [Fact]
    public void No_robot_idles_while_an_order_that_it_could_take_waits() => Check((scene, plan) =>
        !scene.Orders.Where(o => o.ExpiresAt > Noon && plan.All(p => p.Order.Id != o.Id))
            .Any(o => scene.Robots.Any(r => plan.All(p => p.Robot.Name != r.Name) && scene.MayTake(r, o))));

    [Fact]
    public void An_order_never_loses_a_robot_to_one_behind_it() => Check((scene, plan) =>
    {
        foreach (var pair in plan)
        {
            var ahead = scene.Orders.TakeWhile(o => o.Id != pair.Order.Id).Where(o => o.ExpiresAt > Noon && plan.All(p => p.Order.Id != o.Id));
            if (ahead.Any(o => scene.MayTake(pair.Robot, o)))
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void Each_order_gets_the_best_of_those_that_are_left_by_its_policy() => Check((scene, plan) =>
    {
        var left = scene.Robots.ToList();
        foreach (var (order, robot) in plan)
        {
            // The policies once more, in plain words, and with them the order in which ties are broken.
            var best = left.Where(r => scene.MayTake(r, order))
                .OrderBy(r => scene.Settings.Policy.Dispatch switch
                {
                    DispatchPolicy.HighestBattery => -(r.Battery ?? 0),
                    DispatchPolicy.Nearest => scene.Distance(r, order),
                    _ => 0,
                })
                .ThenBy(r => r.StatusSince)
                .ThenBy(r => r.Name, StringComparer.Ordinal)
                .First();
            if (best.Name != robot.Name)
            {
                return false;
            }

            left.RemoveAll(r => r.Name == robot.Name);
        }

        return true;
    });

    private static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static void Check(Func<Scene, IReadOnlyList<Assignment>, bool> holds) =>
        Scenes.Sample(scene => holds(scene, scene.Plan()), iter: 2000, threads: 1);

    private sealed record Scene(IReadOnlyList<Robot> Robots, IReadOnlyList<Order> Orders, FleetConfiguration Settings)
    {
        public IReadOnlyList<Assignment> Plan()
        {
            var available = Robots.Where(r => Eligibility.WhyNot(r, Settings, Noon, Robots) is null).ToList();
            return DispatchPlan.Make(Orders, available, Robots, Settings, Noon);
        }

        public bool MayTake(Robot robot, Order order) => Eligibility.WhyNot(new Candidate(robot, order, Settings, Noon, Robots)) is null;

        public double Distance(Robot robot, Order order)
        {
            var (from, to) = (robot.Position, order.Position ?? Settings.Site(Site).Position);
            return to is null ? 0
                : from is null || (from.Map is not null && to.Map is not null && from.Map != to.Map) ? double.PositiveInfinity
                : Math.Sqrt(((from.X - to.X) * (from.X - to.X)) + ((from.Y - to.Y) * (from.Y - to.Y)));
        }
    }
}
