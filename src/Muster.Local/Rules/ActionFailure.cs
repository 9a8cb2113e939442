using Muster.Fleet.Rules;
using Muster.Fleet.Store;

namespace Muster.Local.Rules;

/// <summary>Why an action could not do its work.</summary>
/// <param name="Action">The action.</param>
/// <param name="Reason">In words.</param>
/// <param name="Unavailable">That what it writes to can't be written now: it would go well later. None when it would fail again.</param>
internal sealed record ActionFailure(RuleAction Action, string Reason, StoreUnavailableException? Unavailable);
