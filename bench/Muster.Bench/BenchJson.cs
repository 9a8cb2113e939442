using System.Text.Json.Serialization;
using Muster.Bench.Compare;
using Muster.Bench.Functions;
using Muster.Bench.Host;
using Muster.Bench.Load;
using Muster.Bench.Orders;
using Muster.Bench.Servers;

namespace Muster.Bench;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LoadResult))]
[JsonSerializable(typeof(CompareReport))]
[JsonSerializable(typeof(FunctionsResult))]
[JsonSerializable(typeof(HostResult))]
[JsonSerializable(typeof(OrdersReport))]
[JsonSerializable(typeof(MusterRunFile))]
internal sealed partial class BenchJson : JsonSerializerContext;
