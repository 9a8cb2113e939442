using Muster.Fleet.Sites;

namespace Muster.Fleet.Store;

/// <summary>A site to write, if nobody else wrote it meanwhile.</summary>
/// <param name="Site">The site as it shall be.</param>
/// <param name="ExpectedVersion">The version that it must still have; 0 when it must not exist yet.</param>
public sealed record SitePut(Site Site, long ExpectedVersion);
