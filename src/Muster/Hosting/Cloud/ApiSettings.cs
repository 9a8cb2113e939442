namespace Muster.Hosting.Cloud;

/// <summary>The settings of <c>muster api</c> that were given: see <see cref="ApiOptions"/> for meanings and defaults.</summary>
internal sealed record ApiSettings(int? Port = null, string? Bind = null, string? TablePrefix = null, string? IotEndpoint = null, string? Config = null);
