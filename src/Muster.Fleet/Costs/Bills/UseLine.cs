namespace Muster.Fleet.Costs.Bills;

/// <summary>What the fleet uses of one service for one purpose.</summary>
/// <param name="Service">The service: Lambda, IoT Core, DynamoDB, …</param>
/// <param name="Name">What for.</param>
/// <param name="Parts">What is charged for it.</param>
public sealed record UseLine(string Service, string Name, IReadOnlyList<UsePart> Parts);
