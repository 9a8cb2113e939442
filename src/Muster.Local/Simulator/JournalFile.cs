using System.Text;

namespace Muster.Local.Simulator;

/// <summary>A robot's journal as a file, an order id a line: what is in it survives the end of the process, however that comes.</summary>
internal static class JournalFile
{
    /// <summary>The file of a robot.</summary>
    public static string PathIn(string folder, string robot) => Path.Combine(folder, robot + ".txt");

    /// <summary>The ids in it, oldest first; none when there is no file yet.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        var text = await File.ReadAllTextAsync(path).ConfigureAwait(false);

        // A line without its end was cut off in the writing, so nobody has heard of that order's completion.
        var end = text.LastIndexOf('\n') + 1;
        if (end < text.Length)
        {
            await File.WriteAllTextAsync(path, text[..end]).ConfigureAwait(false);
        }

        return text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Adds an id, in one write.</summary>
    public static void Append(string path, string order)
    {
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Write(Encoding.UTF8.GetBytes(order + "\n"));
    }
}
