using Xunit.Sdk;
using Xunit.v3;

// Tests start processes, brokers and load on small machines, and metrics are the process's: one after the other.
[assembly: Parallelization(Mode = ParallelMode.None)]
