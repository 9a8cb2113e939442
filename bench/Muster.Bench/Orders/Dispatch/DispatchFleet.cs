using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Muster.Bench.Servers;
using Muster.Fleet.Changes;
using Muster.Fleet.Configuration;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;
using Muster.Local.Store;

namespace Muster.Bench.Orders.Dispatch;

/// <summary>A fleet of ONLINE robots in a SQLite file of its own, and one order after another for it.</summary>
internal sealed class DispatchFleet : IDisposable
{
    private const int RobotsPerCommit = 500;

    private readonly TempFolder _temp;
    private readonly DataFolder _folder;
    private readonly SqliteFleetStore _sqlite;
    private readonly StillClock _clock = new(DateTimeOffset.UtcNow);
    private readonly Steward _steward;
    private readonly TableScan _scan;
    private readonly int _sites;
    private int _nextSite;

    private DispatchFleet(int robots, DispatchOptions options)
    {
        Robots = robots;
        AtSite = Math.Min(robots, options.AtSite);
        _sites = (robots + options.AtSite - 1) / options.AtSite;
        _temp = new TempFolder(options.Data);
        _folder = DataFolder.Open(_temp.Path);
        using var meters = new NoMeters();
        _sqlite = SqliteFleetStore.Open(_folder, new SqliteStoreOptions(), meters, TimeProvider.System, NullLogger<SqliteFleetStore>.Instance);
        Store = new CommitTimer(_sqlite);
        Context = new FleetContext(Store, new DeafSender(), new FleetSettings(FleetConfiguration.Default), _clock, new Random(1));
        _steward = new Steward(Context);
        _scan = new TableScan(Context, _steward);
    }

    internal int Robots { get; }

    internal int AtSite { get; }

    internal string FileSystem => _temp.FileSystem;

    internal CommitTimer Store { get; }

    private FleetContext Context { get; }

    internal static async Task<DispatchFleet> CreateAsync(int robots, DispatchOptions options, CancellationToken cancellationToken)
    {
        var fleet = new DispatchFleet(robots, options);
        var now = fleet.Context.Now();
        foreach (var chunk in Enumerable.Range(0, robots).Chunk(RobotsPerCommit))
        {
            var puts = chunk.Select(i => new RobotPut(fleet.NewRobot(i, now), ExpectedVersion: 0, Event: null));
            await fleet.Store.CommitAsync(new Commit { Robots = [.. puts] }, cancellationToken);
        }

        return fleet;
    }

    /// <summary>Places an order that nobody has looked at yet: at one site after another, far apart from each other.</summary>
    internal async Task<Order> PlaceAsync(CancellationToken cancellationToken)
    {
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        _nextSite = (_nextSite + (_sites * 5 / 8) + 1) % _sites;
        var now = Context.Now();
        var order = new Order
        {
            Id = Context.NewId(now),
            Site = Site(_nextSite),
            Item = "latte",
            Expires = FleetConfiguration.Default.Policy.Expires,
            ExpiresAt = now + FleetConfiguration.Default.Policy.Expires,
            Since = now,
            PlacedAt = now,
            Rank = now,
        };
        var change = new FleetChange(FleetConfiguration.Default, now);
        change.Put(null, order, OrderEventCause.Placed);
        await _steward.ApplyAsync(change, cancellationToken);
        return (await Store.FindOrderAsync(order.Id, cancellationToken))!;
    }

    /// <summary>What is measured: ours.</summary>
    internal ValueTask DispatchAsync(Order order, CancellationToken cancellationToken) => _steward.DispatchAsync(order.Site, cancellationToken);

    /// <summary>What is measured beside it.</summary>
    internal ValueTask ScanAsync(Order order, CancellationToken cancellationToken) => _scan.DispatchAsync(order, cancellationToken);

    /// <summary>Completes an order that was given to a robot.</summary>
    internal async Task CompleteAsync(Order placed, CancellationToken cancellationToken)
    {
        var order = await Store.FindOrderAsync(placed.Id, cancellationToken);
        if (order is not { State: OrderState.Assigned, Robot: { } name })
        {
            throw new BenchException($"the order {placed.Id} is {order?.State.ToString() ?? "gone"}: no robot was found for it");
        }

        var robot = (await Store.FindRobotAsync(name, cancellationToken))!;
        var now = Context.Now();
        var change = new FleetChange(FleetConfiguration.Default, now);
        change.Put(order, order with { State = OrderState.Completed, Since = now, EndedAt = now, Progress = 100 }, OrderEventCause.Report);
        change.Put(robot, robot with { Order = null, OrderSince = now }, RobotEventCause.OrderEnded);
        await _steward.ApplyAsync(change, cancellationToken);
    }

    public void Dispose()
    {
        _sqlite.Dispose();
        _folder.Dispose();
        _temp.Dispose();
    }

    private static string Site(int number) => string.Create(CultureInfo.InvariantCulture, $"site-{number:D5}");

    /// <summary>Robots of a site are not neighbours in the table: what is read of a site is read from all over the file.</summary>
    private Robot NewRobot(int number, DateTimeOffset now) => new()
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"robot-{number:D6}"),
        Status = RobotStatus.Online,
        StatusSince = now,
        LastSeen = now,
        Version = 1,
        Site = Site(number % _sites),
        Battery = 50 + (number % 50),
        AnnouncedAt = now,
    };
}
