namespace Muster.Local.Functions.User;

/// <summary>A package and what runs it. One that was replaced ends when the last of its invocations has.</summary>
/// <param name="package">The package.</param>
/// <param name="host">Runs it.</param>
internal sealed class HostedFunction(FunctionPackage package, FunctionHost host)
{
    private readonly Lock _gate = new();
    private int _running;
    private bool _isRetired;

    public FunctionPackage Package => package;

    public FunctionHost Host => host;

    /// <summary>An invocation begins.</summary>
    public void Enter()
    {
        lock (_gate)
        {
            _running++;
        }
    }

    /// <summary>An invocation has ended.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _running--;
            if (_running > 0 || !_isRetired)
            {
                return;
            }
        }

        _ = host.DisposeAsync().AsTask();
    }

    /// <summary>Another one has taken its place.</summary>
    public void Retire()
    {
        lock (_gate)
        {
            _isRetired = true;
            if (_running > 0)
            {
                return;
            }
        }

        _ = host.DisposeAsync().AsTask();
    }
}
