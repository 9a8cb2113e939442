using Muster.Fleet.Functions;
using Muster.Fleet.Store;

namespace Muster.Local.Broker;

/// <summary>
/// Something that a rule of the configuration was to do with a message can't be stored now. All else was done with it. That is no reason to
/// part with a robot: how the client hears of it depends on what the fleet did with the message.
/// </summary>
/// <param name="cause">What can't be stored.</param>
/// <param name="outcome">What came of the built-in rules.</param>
/// <param name="isTaken">Whether a built-in rule took the message: what the fleet needs of it is on disk.</param>
internal sealed class ActionsNotStoredException(StoreUnavailableException cause, FunctionOutcome outcome, bool isTaken) : Exception(cause.Message, cause)
{
    /// <summary>What came of the built-in rules.</summary>
    public FunctionOutcome Outcome => outcome;

    /// <summary>Whether a built-in rule took the message, or refused it: sending it again would change nothing for the fleet.</summary>
    public bool IsTaken => isTaken;

    /// <summary>What can't be stored.</summary>
    public StoreUnavailableException Cause => cause;
}
