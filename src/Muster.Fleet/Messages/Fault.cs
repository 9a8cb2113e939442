namespace Muster.Fleet.Messages;

/// <summary>What is wrong with a robot, in its maker's words.</summary>
/// <param name="Code">The maker's code, for programs.</param>
/// <param name="Message">The same for people; none when the code says it all.</param>
public sealed record Fault(string Code, string? Message = null);
