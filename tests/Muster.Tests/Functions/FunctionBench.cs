using System.Text;
using Microsoft.Extensions.Time.Testing;
using Muster.Fleet.Configuration;
using Muster.Fleet.Functions;
using Muster.Fleet.Robots;
using Muster.Fleet.Rules;
using Muster.Fleet.Store;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Functions;

/// <summary>The functions over a store in memory and a sender that keeps what it is given; the clock stands at noon.</summary>
internal sealed class FunctionBench
{
    private readonly RuleSet _rules = new(FleetRules.BuiltIn);

    public FunctionBench(Func<IFleetStore, IFleetStore>? wrap = null) => Store = wrap is null ? Memory : wrap(Memory);

    public MemoryFleetStore Memory { get; } = new();

    public IFleetStore Store { get; }

    public RecordingSender Sender { get; } = new();

    public FakeTimeProvider Clock { get; } = new(Noon);

    /// <summary>What the functions work with: nothing is set up.</summary>
    public FleetContext Fleet => new(Store, Sender, new FleetSettings(FleetConfiguration.Default), Clock, new Random(1));

    /// <summary>Calls update-status with nothing but JSON, as the cloud and <c>muster invoke</c> do.</summary>
    public Task<FunctionOutcome> UpdateStatusAsync(string json) => UpdateStatusAsync(new FunctionEvent(Encoding.UTF8.GetBytes(json)));

    /// <summary>Calls update-status with a message as it came to the embedded broker.</summary>
    public Task<FunctionOutcome> PublishAsync(string topic, string payload, DateTimeOffset receivedAt)
    {
        var context = new MessageContext(new TopicName(topic), "client-1", receivedAt);
        return UpdateStatusAsync(new FunctionEvent(Encoding.UTF8.GetBytes(payload), _rules.Match(topic).Single(), context));
    }

    public Task<FunctionOutcome> PresenceAsync(string json) =>
        new Presence(Fleet, new Steward(Fleet)).HandleAsync(new FunctionEvent(Encoding.UTF8.GetBytes(json)), CancellationToken.None).AsTask();

    public async Task<Robot?> FindAsync(string name) => await Memory.FindRobotAsync(name, CancellationToken.None);

    public async Task PutAsync(Robot robot) => Assert.True((await Memory.CommitAsync(new Commit { Robots = [new RobotPut(robot, 0, null)] }, CancellationToken.None)).IsDone);

    private Task<FunctionOutcome> UpdateStatusAsync(FunctionEvent e) => new UpdateStatus(Fleet, new Steward(Fleet)).HandleAsync(e, CancellationToken.None).AsTask();
}
