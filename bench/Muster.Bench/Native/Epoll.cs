using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Muster.Bench.Native;

/// <summary>
/// Level-triggered readiness of many sockets on one thread. .NET's own sockets hand every readiness event to the
/// thread pool; that costs the load generator more processor time than the brokers it measures need.
/// </summary>
internal sealed unsafe class Epoll : IDisposable
{
    private const int Capacity = 1024;
    private const int AddOperation = 1;
    private const uint Readable = 1;
    private const int Interrupted = 4;

    // struct epoll_event { uint32_t events; uint64_t data; }: packed on x86-64, aligned everywhere else.
    private static readonly bool Packed = RuntimeInformation.ProcessArchitecture == Architecture.X64;
    private static readonly int DataOffset = Packed ? 4 : 8;
    private static readonly int Stride = Packed ? 12 : 16;

    private readonly byte* _events = (byte*)NativeMemory.AllocZeroed((nuint)(Capacity * Stride));
    private readonly int _descriptor = Libc.EpollCreate(0);

    internal void Add(int descriptor, int tag)
    {
        var change = stackalloc byte[16];
        Unsafe.WriteUnaligned(change, Readable);
        Unsafe.WriteUnaligned(change + DataOffset, (long)tag);
        if (Libc.EpollControl(_descriptor, AddOperation, descriptor, change) != 0)
        {
            throw new BenchException($"epoll_ctl failed: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>Returns how many sockets are readable; <see cref="Tag"/> says which.</summary>
    internal int Wait(int timeoutMilliseconds)
    {
        var ready = Libc.EpollWait(_descriptor, _events, Capacity, timeoutMilliseconds);
        return ready >= 0 || Marshal.GetLastPInvokeError() == Interrupted
            ? Math.Max(ready, 0)
            : throw new BenchException($"epoll_wait failed: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    internal int Tag(int index) => (int)Unsafe.ReadUnaligned<long>(_events + (index * Stride) + DataOffset);

    public void Dispose()
    {
        _ = Libc.Close(_descriptor);
        NativeMemory.Free(_events);
    }
}
