namespace Muster.Fleet.Functions;

/// <summary>A function as hosts call it.</summary>
/// <param name="e">The event that a rule selected.</param>
/// <param name="cancellationToken">Ends with the host's deadline.</param>
public delegate ValueTask<FunctionOutcome> FleetFunction(FunctionEvent e, CancellationToken cancellationToken);
