using System.Globalization;

namespace Muster.Local.Functions.Limits;

/// <summary>A control group of Linux with an environment's processes in it: it limits their processor time and memory, and counts both.</summary>
/// <param name="folders">Its folders: one with cgroup v2, one for each controller with v1.</param>
/// <param name="clock">For the pauses while its processes end.</param>
internal abstract class ControlGroup(IReadOnlyList<string> folders, TimeProvider clock)
{
    private const int MaxTries = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>The files that take the id of a process that is to come in, with all that it starts from then on.</summary>
    public IReadOnlyList<string> JoinFiles { get; } = [.. folders.Select(f => Path.Combine(f, "cgroup.procs"))];

    /// <summary>How many processes were killed because they wanted more memory than there is for them.</summary>
    public abstract long OutOfMemoryKills { get; }

    /// <summary>How long its threads were kept from running since it was made, all together.</summary>
    public abstract TimeSpan Throttled { get; }

    /// <summary>Limits memory, with no swap beside it.</summary>
    /// <param name="megabytes">The memory size, in MB of 1,048,576 bytes.</param>
    public abstract void LimitMemory(int megabytes);

    /// <summary>Limits processor time to the share of a memory size.</summary>
    /// <param name="megabytes">The memory size, in MB.</param>
    public abstract void LimitCpu(int megabytes);

    /// <summary>Ends what is still in it, and removes it.</summary>
    public async ValueTask RemoveAsync()
    {
        foreach (var folder in folders)
        {
            for (var i = 0; i < MaxTries && !TryRemove(folder); i++)
            {
                await Task.Delay(Pause, clock).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Ends what is in <paramref name="folder"/>, and removes it.</summary>
    /// <returns>False when something in it has not ended yet.</returns>
    internal static bool TryRemove(string folder)
    {
        try
        {
            var processes = Path.Combine(folder, "cgroup.procs");
            foreach (var process in File.Exists(processes) ? File.ReadAllLines(processes) : [])
            {
                if (int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0)
                {
                    Posix.KillProcess(id);
                }
            }

            Directory.Delete(folder);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Writes a setting.</summary>
    /// <exception cref="IOException">Linux does not take it.</exception>
    protected static void Write(string folder, string file, long value) => Write(folder, file, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Write(string, string, long)"/>
    protected static void Write(string folder, string file, string value) => File.WriteAllText(Path.Combine(folder, file), value);

    /// <summary>The number behind <paramref name="name"/> in a file with a name and a number on each line; 0 when it is not there.</summary>
    protected static long Read(string folder, string file, string name)
    {
        try
        {
            foreach (var line in File.ReadLines(Path.Combine(folder, file)))
            {
                if (line.Split(' ') is [var key, var value] && key == name && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    return number;
                }
            }
        }
        catch (IOException)
        {
            // An older kernel has no such file, or the group is gone.
        }

        return 0;
    }
}
