namespace Muster.Fleet.Messages;

/// <summary>Where a robot stands, in the map's frame (as VDA 5050's <c>agvPosition</c>).</summary>
/// <param name="X">Metres along the map's x axis.</param>
/// <param name="Y">Metres along the map's y axis.</param>
/// <param name="Theta">Heading in radians, counter-clockwise from the x axis; none when unknown.</param>
/// <param name="Map">Which map the co-ordinates belong to; none when there is only one.</param>
public sealed record Position(double X, double Y, double? Theta = null, string? Map = null);
