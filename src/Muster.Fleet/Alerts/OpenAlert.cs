namespace Muster.Fleet.Alerts;

/// <summary>An open alert, as the robot or order that it is about knows of it: so there is one per kind and subject.</summary>
/// <param name="Kind">One of <see cref="AlertKind"/>.</param>
/// <param name="Id">The alert's id.</param>
public sealed record OpenAlert(string Kind, string Id);
