using Muster.Fleet.Configuration;
using Muster.Hosting;

namespace Muster.Api;

/// <summary><c>/api/configuration</c>: the settings in force. <c>/fleet.schema.json</c>: what editors check the file with.</summary>
internal static class ConfigurationApi
{
    public static void MapConfiguration(this WebApplication app, FleetServices fleet, ConfigReload? reload)
    {
        app.MapGet("/api/configuration", () => TypedResults.Ok(View(fleet, reload)))
            .WithTags("Configuration")
            .WithSummary("The settings in force, and why the file as it is now is not, where that is so; secrets are left out");
        app.MapGet("/fleet.schema.json", () => TypedResults.Bytes(FleetSchema.Utf8, FleetSchema.MediaType))
            .WithTags("Configuration")
            .WithSummary("The JSON Schema of the configuration file");
    }

    private static ConfigurationView View(FleetServices fleet, ConfigReload? reload) => new(
        reload?.Path,
        reload?.LoadedAt,
        reload?.Problem?.Split('\n'),
        ConfigurationValues.Of(fleet.Context.Settings.Current).ToDictionary(v => v.Name, v => v.Value));
}

/// <summary>The settings in force.</summary>
/// <param name="File">The file that they were read from; none when there is none.</param>
/// <param name="LoadedAt">When (UTC).</param>
/// <param name="Problems">Why the file as it is now is not in force; none when it is.</param>
/// <param name="Values">Each setting, by its path in the file.</param>
internal sealed record ConfigurationView(string? File, DateTimeOffset? LoadedAt, IReadOnlyList<string>? Problems, IReadOnlyDictionary<string, string> Values);
