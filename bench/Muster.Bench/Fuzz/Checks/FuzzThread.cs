using System.Runtime.ExceptionServices;

namespace Muster.Bench.Fuzz.Checks;

/// <summary>A thread whose stack is as small as any that .NET gives.</summary>
internal static class FuzzThread
{
    /// <summary>In bytes: that of a thread on macOS. What fits into it does so everywhere.</summary>
    internal const int StackSize = 512 * 1024;

    /// <summary>Runs <paramref name="action"/> on such a thread, and throws what it throws.</summary>
    internal static void Run(Action action)
    {
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    thrown = ExceptionDispatchInfo.Capture(exception);
                }
            },
            StackSize);
        thread.Start();
        thread.Join();
        thrown?.Throw();
    }
}
