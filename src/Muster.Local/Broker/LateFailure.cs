using Muster.Fleet.Store;

namespace Muster.Local.Broker;

/// <summary>
/// Why a message is not acknowledged though all else was done with it: subscribers and other rules get it before the client hears that it
/// must send it again.
/// </summary>
internal sealed class LateFailure
{
    public StoreUnavailableException? Exception { get; set; }
}
