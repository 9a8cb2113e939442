namespace Muster.Bench.Native;

/// <summary>Every connection is an open file, here and in the server, which inherits our limit.</summary>
internal static class OpenFileLimit
{
    private const int OpenFiles = 7;

    /// <summary>What the two runtimes open besides connections, with room to spare.</summary>
    private const int Spare = 512;

    internal static unsafe void Require(int connections)
    {
        var needed = (nuint)(connections + Spare);
        ResourceLimit limit;
        if (Libc.GetLimit(OpenFiles, &limit) == 0 && limit.Soft >= needed)
        {
            return;
        }

        // Only a privileged process may raise the hard limit as well; others stay below it.
        limit = new ResourceLimit { Soft = needed, Hard = nuint.Max(needed, limit.Hard) };
        if (Libc.SetLimit(OpenFiles, &limit) != 0)
        {
            throw new BenchException(
                $"{connections} connections need {needed} open files, more than the hard limit: see ulimit -Hn");
        }
    }
}
