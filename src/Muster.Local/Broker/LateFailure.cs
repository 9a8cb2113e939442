namespace Muster.Local.Broker;

/// <summary>
/// What could not be stored of a message though all else was done with it: subscribers and other rules get it before the client hears of
/// it.
/// </summary>
internal sealed class LateFailure
{
    public ActionsNotStoredException? Exception { get; set; }
}
