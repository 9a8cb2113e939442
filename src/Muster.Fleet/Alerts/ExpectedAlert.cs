namespace Muster.Fleet.Alerts;

/// <summary>An alert that should be open.</summary>
/// <param name="Kind">One of <see cref="AlertKind"/>.</param>
/// <param name="Message">What is the matter, for people.</param>
public sealed record ExpectedAlert(string Kind, string Message);
