using Muster.Lambda;

// The one place where clock, randomness, environment and output come from the machine; all else is given them.
var clock = TimeProvider.System;
#pragma warning disable RS0030 // The source of randomness is chosen here.
var random = new Random();
#pragma warning restore RS0030
await using var output = Console.OpenStandardOutput();
return await new Bootstrap(Environment.GetEnvironmentVariable, output, clock, random, Cloud.Connect).RunAsync(CancellationToken.None);
