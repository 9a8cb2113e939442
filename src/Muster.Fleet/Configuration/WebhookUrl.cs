namespace Muster.Fleet.Configuration;

/// <summary>Reads addresses that webhooks post to.</summary>
internal static class WebhookUrl
{
    /// <summary>The setting <c>url</c>; none when it is left out, or no http or https address, which is written down.</summary>
    public static Uri? Read(SettingsReader settings)
    {
        if (settings.Text("url", 2048) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return url;
        }

        var found = settings.Find("url")!;
        settings.Refuse(found, $"{found.Describe()} is no http or https address, such as https://example.com/alerts");
        return null;
    }
}
