using Muster.Fleet.Rules;

namespace Muster.Bench.Fuzz.Generation;

/// <summary>Makes what the broker knows of a message.</summary>
internal static class Contexts
{
    private static readonly DateTimeOffset[] Times =
    [
        new(2026, 1, 31, 12, 0, 0, 123, TimeSpan.Zero), new(2024, 2, 29, 23, 59, 59, 999, TimeSpan.Zero), new(2026, 3, 29, 1, 30, 0, TimeSpan.Zero),
        DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMilliseconds(-1), DateTimeOffset.MinValue, DateTimeOffset.MaxValue,
    ];

    internal static MessageContext Make(Dice dice) => new(
        new TopicName(Topics.Topic(dice)),
        dice.Percent(80) ? dice.Pick("client-1", "", "ä\"\\", "\uD800", "r1") : null,
        dice.Percent(60) ? Times[0] : dice.Pick(Times),
        dice.Percent(50) ? Properties(dice) : null)
    {
        Origin = dice.Percent(50) ? new MessageOrigin(dice.Pick(Words.Texts), dice.Pick("127.0.0.1", "::1", null), dice.Pick(Words.Texts), dice.Pick("123456789012", "", null)) : null,
    };

    private static MqttProperties Properties(Dice dice) =>
        new(dice.Pick("application/json", "", null), dice.Percent(50), dice.Pick("answers/1", "ä", null), dice.Pick<byte[]?>([0xFF, 0], [], null))
        {
            UserProperties = [.. Enumerable.Range(0, dice.Few(5)).Select(_ => KeyValuePair.Create(dice.Pick(Words.Texts), dice.Pick(Words.Texts)))],
        };
}
