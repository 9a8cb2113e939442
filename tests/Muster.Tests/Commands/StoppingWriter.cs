namespace Muster.Tests.Commands;

/// <summary>Keeps what is written, and stops the command after so many lines, as Ctrl-C would.</summary>
internal sealed class StoppingWriter(CancellationTokenSource stop, int lines) : StringWriter
{
    private int _left = lines;

    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        if (--_left == 0)
        {
            stop.Cancel();
        }
    }
}
