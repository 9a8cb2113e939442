using System.Security.Cryptography;
using Muster.Fleet.Notifications;
using Muster.Local.Store;

namespace Muster.Hosting;

/// <summary>
/// The secret that signs webhooks for which the configuration has none: made at the first start and kept in the data folder,
/// readable by its owner only.
/// </summary>
internal static class WebhookSecret
{
    /// <summary>The file in the data folder.</summary>
    public const string FileName = "webhook.secret";

    /// <summary>Reads it, or makes it.</summary>
    /// <exception cref="DataFolderException">It can't be read or written, or is no such secret.</exception>
    public static string ReadOrMake(DataFolder folder)
    {
        var path = Path.Combine(folder.Path, FileName);
        try
        {
            if (!File.Exists(path))
            {
                Make(path);
            }

            var secret = File.ReadAllText(path).Trim();
            WebhookSignature.Sign(secret, "check", 0, []);
            return secret;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException($"can't read or write {path}: {e.Message}", e);
        }
        catch (FormatException e)
        {
            throw new DataFolderException($"{path} is no secret: it must be {WebhookSignature.SecretPrefix} and base64; delete it, and a new one is made", e);
        }
    }

    private static void Make(string path)
    {
        // Whole or not at all: a crash must not leave half a secret.
        var draft = $"{path}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(draft, options))
        {
            writer.WriteLine(WebhookSignature.SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)));
        }

        File.Move(draft, path);
    }
}
