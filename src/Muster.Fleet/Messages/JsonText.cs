using System.Text.Json;

namespace Muster.Fleet.Messages;

/// <summary>JSON that is passed through as text.</summary>
internal static class JsonText
{
    /// <summary>The value of <paramref name="json"/>; none when there is none.</summary>
    public static JsonElement? Parse(string? json)
    {
        if (json is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
