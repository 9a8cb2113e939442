namespace Muster.Tests.Simulation;

/// <summary>A function or an operation under way on a host; when the host crashes it is never heard of again.</summary>
internal sealed class Handler(int number, string name, Host host)
{
    // A handler that loses races has to decide anew, but not for ever.
    private const int MostSteps = 5000;
    private int _steps;

    public int Number => number;

    public string Name => name;

    public Host Host => host;

    public void Step()
    {
        if (++_steps > MostSteps)
        {
            throw new SimulationException($"the handler {name} does not come to an end");
        }
    }

    public override string ToString() => $"h{number}:{name}";
}
