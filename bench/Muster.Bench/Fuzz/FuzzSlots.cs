using System.IO.MemoryMappedFiles;

namespace Muster.Bench.Fuzz;

/// <summary>Which input each thread has in hand: in a file that outlives the process, and that costs no system call an input.</summary>
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

    internal void Take(int thread, long index) => _view.Write(thread * Size, index);

    internal void Free(int thread) => _view.Write(thread * Size, None);

    /// <summary>The input that a thread has in hand, or <see cref="None"/>.</summary>
    internal long Index(int thread) => _view.ReadInt64(thread * Size);

    /// <summary>The inputs that are in hand.</summary>
    internal IEnumerable<long> Indexes() => Enumerable.Range(0, _threads).Select(Index).Where(i => i != None);

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
