using System.Text.Json;
using Spectre.Console.Rendering;

namespace Muster.Commands;

/// <summary>What <c>muster robots</c> shows: the list, or one robot.</summary>
internal interface IRobotsSource
{
    /// <summary>Reads it from Muster.</summary>
    /// <exception cref="CommandException">Muster can't be reached, or refuses.</exception>
    Task<RobotsSnapshot> ReadAsync(CancellationToken cancellationToken);

    /// <summary><paramref name="snapshot"/> for people.</summary>
    IRenderable Draw(RobotsSnapshot snapshot, DateTimeOffset now, TimeZoneInfo zone);

    /// <summary><paramref name="snapshot"/> for programs.</summary>
    void Write(RobotsSnapshot snapshot, Utf8JsonWriter writer);
}
