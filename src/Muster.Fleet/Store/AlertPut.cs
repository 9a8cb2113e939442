using Muster.Fleet.Alerts;

namespace Muster.Fleet.Store;

/// <summary>An alert to write, if nobody else wrote it meanwhile.</summary>
/// <param name="Alert">The alert as it shall be.</param>
/// <param name="ExpectedVersion">The version that it must still have; 0 when it must not exist yet.</param>
public sealed record AlertPut(Alert Alert, long ExpectedVersion);
