using System.Diagnostics;
using System.IO.MemoryMappedFiles;

namespace Muster.Bench.Fuzz;

/// <summary>Which input each thread has in hand and since when: in a file that outlives the process, and that costs no system call an input.</summary>
internal sealed class FuzzSlots : IDisposable
{
    /// <summary>No input.</summary>
    internal const long None = -1;

    // A cache line each.
    private const int Size = 64;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly int _threads;

    private FuzzSlots(MemoryMappedFile file, int threads)
    {
        _file = file;
        _view = file.CreateViewAccessor();
        _threads = threads;
    }

    internal static FuzzSlots Open(string path, int threads) =>
        new(MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, threads * Size), threads);

    internal void Take(int thread, long index)
    {
        _view.Write((thread * Size) + 8, Stopwatch.GetTimestamp());
        _view.Write(thread * Size, index);
    }

    internal void Free(int thread) => _view.Write(thread * Size, None);

    /// <summary>The inputs that are in hand.</summary>
    internal IEnumerable<long> Indexes() => Enumerable.Range(0, _threads).Select(t => _view.ReadInt64(t * Size)).Where(i => i != None);

    /// <summary>An input that has been in hand for longer than <paramref name="limit"/>; null when there is none.</summary>
    internal long? Overdue(TimeSpan limit)
    {
        for (var thread = 0; thread < _threads; thread++)
        {
            var (index, since) = (_view.ReadInt64(thread * Size), _view.ReadInt64((thread * Size) + 8));

            // Read again: between the two the thread may have taken another.
            if (index != None && Stopwatch.GetElapsedTime(since) > limit && _view.ReadInt64(thread * Size) == index)
            {
                return index;
            }
        }

        return null;
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
