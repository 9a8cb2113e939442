using Muster.Fleet.Messages;

namespace Muster.Local.Simulator;

/// <summary>A straight drive at an even pace.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When it ends.</param>
internal readonly record struct Journey(Position From, Position To, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    /// <summary>Where the robot is at <paramref name="now"/>.</summary>
    public Position At(DateTimeOffset now)
    {
        var done = now >= EndsAt ? 1 : Math.Max(0, (now - StartsAt) / (EndsAt - StartsAt));
        return new Position(From.X + ((To.X - From.X) * done), From.Y + ((To.Y - From.Y) * done), Map: To.Map);
    }

    /// <summary>The same drive, held up for a time.</summary>
    public Journey Later(TimeSpan by) => this with { StartsAt = StartsAt + by, EndsAt = EndsAt + by };
}
