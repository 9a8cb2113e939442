namespace Muster.Fleet.Configuration;

/// <summary>Reads a secret that stands in the file, or in an environment variable that the file names. No problem repeats a secret.</summary>
/// <param name="variable">The value of an environment variable; none when it is not set.</param>
internal sealed class SecretReader(Func<string, string?> variable)
{
    private const string Prefix = "whsec_";
    private const string Rule = "a secret is whsec_ and the base64 of 24 to 64 random bytes (Standard Webhooks)";

    /// <summary>The secret; none when it is left out.</summary>
    /// <param name="settings">Where it stands.</param>
    /// <param name="name">The setting; with <c>Variable</c> behind it, the one that names the variable.</param>
    public string? Read(SettingsReader settings, string name)
    {
        var given = settings.Text(name, 256);
        var variableName = settings.Text($"{name}Variable", 256);
        var (found, foundVariable) = (settings.Find(name), settings.Find($"{name}Variable"));
        if (found is not null && foundVariable is not null)
        {
            settings.Refuse(foundVariable, $"there is {name} as well; keep one of the two");
        }
        else if (given is not null && !IsSecret(given))
        {
            settings.Refuse(found, $"this is no secret; {Rule}");
        }
        else if (variableName is not null)
        {
            given = variable(variableName);
            if (string.IsNullOrEmpty(given))
            {
                settings.Refuse(foundVariable, $"the environment variable {variableName} is not set; it must hold the secret");
            }
            else if (!IsSecret(given))
            {
                settings.Refuse(foundVariable, $"the environment variable {variableName} holds no secret; {Rule}");
            }
        }

        return given;
    }

    private static bool IsSecret(string text)
    {
        Span<byte> bytes = stackalloc byte[192];
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            && text.Length <= 192
            && !text.Any(char.IsWhiteSpace)
            && Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var length)
            && length is >= 24 and <= 64;
    }
}
