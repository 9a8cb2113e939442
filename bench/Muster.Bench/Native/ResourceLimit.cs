using System.Runtime.InteropServices;

namespace Muster.Bench.Native;

/// <summary><c>struct rlimit</c>; <c>rlim_t</c> is the width of a pointer.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ResourceLimit
{
    internal nuint Soft;
    internal nuint Hard;
}
