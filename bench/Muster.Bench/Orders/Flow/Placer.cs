using System.Text;
using Muster.Bench.Http;
using Muster.Bench.Mqtt;

namespace Muster.Bench.Orders.Flow;

/// <summary>A customer's connection: one order at a time.</summary>
internal sealed class Placer(SourceAddresses sources) : IDisposable
{
    private const int Created = 201;

    internal HttpLink Link { get; } = HttpLink.Open(sources);

    /// <summary>The order that is not answered yet.</summary>
    internal int? Waiting { get; private set; }

    internal void Place(PlaceRequest request, int number)
    {
        Waiting = number;
        Link.Send(request.For(number));
    }

    /// <summary>Takes an answer and returns the order that it is about.</summary>
    internal int Take(in HttpAnswer answer)
    {
        if (Waiting is not { } number || answer.Status != Created)
        {
            throw new BenchException($"an order was answered with {Encoding.UTF8.GetString(answer.Bytes)}");
        }

        Waiting = null;
        return number;
    }

    public void Dispose() => Link.Dispose();
}
