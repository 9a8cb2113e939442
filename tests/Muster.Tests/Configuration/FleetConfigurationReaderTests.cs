using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;

namespace Muster.Tests.Configuration;

public sealed class FleetConfigurationReaderTests
{
    [Fact]
    public void Empty_object_is_the_default()
    {
        var configuration = Files.Right("{}");

        Assert.Equal(ConfigurationValues.Of(FleetConfiguration.Default), ConfigurationValues.Of(configuration));
        Assert.True(configuration.KnowsSite("anywhere"));
        Assert.True(configuration.KnowsItem("anything"));
    }

    [Fact]
    public void Sites_and_items_that_are_named_are_the_only_ones()
    {
        var configuration = Files.Right("""
            {
              "sites": { "munich": { "position": { "x": 1, "y": -2.5, "theta": 0.5, "map": "hall" }, "keepAvailable": 2 } },
              "items": { "latte": { "requires": ["coffee", "milk"], "expectedDuration": "2m", "maxDuration": "10m" } },
            }
            """);

        Assert.Equal(new SiteSettings { Position = new Position(1, -2.5, 0.5, "hall"), KeepAvailable = 2 }, configuration.Site("munich"));
        Assert.False(configuration.KnowsSite("Munich"));
        Assert.Equal(0, configuration.Site("Munich").KeepAvailable);
        var latte = configuration.Item("latte")!;
        Assert.Equal(["coffee", "milk"], latte.Requires);
        Assert.Equal((TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)), (latte.ExpectedDuration, latte.MaxDuration));
        Assert.False(configuration.KnowsItem("tea"));
        Assert.Null(configuration.Item("tea"));
    }

    [Fact]
    public void Policy_is_read_whole()
    {
        var policy = Files.Right("""
            {
              "policy": {
                "dispatch": "highest-battery", "heartbeat": "1m", "disconnectGrace": "250ms", "acceptTimeout": 7.5, "maxAttempts": 1,
                "chargeBelow": 30.5, "resumeAt": 90, "criticalBattery": 5, "expires": "2h", "waitingAlert": "10s", "agingStep": "1.5m", "keepOrders": "365d"
              }
            }
            """).Policy;

        Assert.Equal(
            new FleetPolicy
            {
                Dispatch = DispatchPolicy.HighestBattery,
                Heartbeat = TimeSpan.FromMinutes(1),
                DisconnectGrace = TimeSpan.FromMilliseconds(250),
                AcceptTimeout = TimeSpan.FromSeconds(7.5),
                MaxAttempts = 1,
                ChargeBelow = 30.5,
                ResumeAt = 90,
                CriticalBattery = 5,
                Expires = TimeSpan.FromHours(2),
                WaitingAlert = TimeSpan.FromSeconds(10),
                AgingStep = TimeSpan.FromSeconds(90),
                KeepOrders = TimeSpan.FromDays(365),
            },
            policy);
    }

    [Theory]
    [InlineData("longest-idle", DispatchPolicy.LongestIdle)]
    [InlineData("highest-battery", DispatchPolicy.HighestBattery)]
    [InlineData("nearest", DispatchPolicy.Nearest)]
    public void Every_dispatch_policy_has_its_word(string word, DispatchPolicy policy)
    {
        Assert.Equal(policy, Files.Right($$"""{ "policy": { "dispatch": "{{word}}" } }""").Policy.Dispatch);
        Assert.Equal(word, policy.ToWire());
    }

    [Fact]
    public void Channels_are_read_whole()
    {
        var configuration = Files.Right($$"""
            {
              "alerts": {
                "channels": [
                  { "name": "ops", "type": "webhook", "url": "https://example.com/a?b=c", "secret": "{{Files.Secret}}", "kinds": ["ROBOT_FAULT"], "sites": ["munich"] },
                  { "name": "night", "type": "webhook", "url": "http://10.0.0.1", "secretVariable": "SECRET" },
                  { "name": "log", "type": "log" }
                ],
                "notifySecretVariable": "SECRET"
              }
            }
            """);

        Assert.Equal(["ops", "night", "log"], configuration.Channels.Select(c => c.Name));
        Assert.Equal([AlertChannelType.Webhook, AlertChannelType.Webhook, AlertChannelType.Log], configuration.Channels.Select(c => c.Type));
        Assert.Equal([Files.Secret, Files.Secret, null], configuration.Channels.Select(c => c.Secret));
        Assert.Equal(new Uri("https://example.com/a?b=c"), configuration.Channels[0].Url);
        Assert.Equal(Files.Secret, configuration.NotifySecret);
        Assert.True(configuration.Channels[0].Takes("ROBOT_FAULT", "munich"));
        Assert.False(configuration.Channels[0].Takes("ROBOT_FAULT", null));
        Assert.False(configuration.Channels[0].Takes("ORDER_FAILED", "munich"));
        Assert.True(configuration.Channels[2].Takes("ORDER_FAILED", null));
    }

    [Fact]
    public void Item_that_only_limits_its_duration_is_expected_within_the_limit() =>
        Assert.Equal(TimeSpan.FromMinutes(2), Files.Right("""{ "items": { "a": { "maxDuration": "2m" } } }""").Item("a")!.ExpectedDuration);

    [Fact]
    public void Byte_order_mark_and_the_host_section_are_passed_over() =>
        Assert.NotNull(Files.Right("\uFEFF{ \"$schema\": \"x\", \"host\": { \"mqttPort\": 1 } }"));
}
