namespace Muster.Bench.Native;

internal static class Platform
{
    internal static void RequireLinux()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new BenchException("this command runs on Linux only: it uses epoll and /proc");
        }
    }
}
