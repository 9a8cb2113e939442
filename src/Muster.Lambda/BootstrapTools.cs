using Microsoft.Extensions.Logging;

namespace Muster.Lambda;

/// <summary>What is needed to make the parts of the cloud.</summary>
/// <param name="Clock">The time.</param>
/// <param name="Random">Spreads retries.</param>
/// <param name="Log">The log.</param>
internal sealed record BootstrapTools(TimeProvider Clock, Random Random, ILogger Log);
