using System.Globalization;
using System.Text;
using Muster.Fleet.Messages;
using Muster.Fleet.Operations;

namespace Muster.Tests.Simulation;

/// <summary>Customers: they place orders, ask again when nobody answers, cancel and change their minds.</summary>
internal sealed class Customers(World world)
{
    private static readonly Actor Customer = new("customer");
    private int _open;
    private int _asked;

    /// <summary>Whether all were answered.</summary>
    public bool AreAnswered => _open == 0;

    private Agenda Agenda => world.Agenda;

    public void Start(DateTimeOffset end)
    {
        var time = end - Agenda.Now;
        for (var left = Agenda.Next(4, 25); left > 0; left--)
        {
            Agenda.In(Agenda.Happens(0.3) ? time / 2 : Agenda.UpTo(time), Order);
        }

        for (var left = world.Faults.AreCustomersFickle ? Agenda.Next(1, 15) : 0; left > 0; left--)
        {
            Agenda.In(Agenda.UpTo(time), ChangeMind);
        }
    }

    private void Order()
    {
        var number = ++_asked;
        var (site, payload) = Request();
        var key = Agenda.Happens(0.6) ? $"key-{number}" : null;
        if (key is not null && Agenda.Happens(0.3))
        {
            var byTopic = string.Concat(payload.AsSpan(0, payload.Length - 1), $",\"key\":\"{key}\"}}");
            _open++;
            Publish(number, Topics.SiteOrders(site), byTopic, isOpen: true);
            return;
        }

        var refusal = OrderRequestReader.Read(Encoding.UTF8.GetBytes(payload), null, key, out var request);
        if (refusal is not null)
        {
            throw new SimulationException(refusal.Reason);
        }

        for (var clicks = key is not null && Agenda.Happens(0.3) ? 2 : 1; clicks > 0; clicks--)
        {
            _open++;
            Place(new Call(request!));
        }

        if (key is not null && world.Faults.AreCustomersFickle && Agenda.Happens(0.2))
        {
            _open++;
            Place(new Call(request! with { Priority = 9 - request.Priority, Fingerprint = "another" }));
        }
    }

    private (string Site, string Payload) Request()
    {
        var site = Agenda.Pick(Scene.Sites);
        var payload = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture, $"{{\"site\":\"{site}\",\"item\":\"{Agenda.Pick(Scene.Items)}\",\"priority\":{Agenda.Next(0, 10)}"));
        if (world.Faults.AreCustomersFickle && Agenda.Happens(0.2))
        {
            payload.Append(CultureInfo.InvariantCulture, $",\"deadline\":\"{Agenda.Now + Agenda.Between(20, 300):yyyy-MM-dd'T'HH:mm:ss'Z'}\"");
        }

        if (world.Faults.AreCustomersFickle && Agenda.Happens(0.2))
        {
            payload.Append(CultureInfo.InvariantCulture, $",\"expires\":\"{Agenda.Next(2, 90)}s\"");
        }

        if (Agenda.Happens(0.2))
        {
            payload.Append(""","customer":{"reference":"table 4","notifyUrl":"https://example.com/orders"}""");
        }

        return (site, payload.Append('}').ToString());
    }

    private void Publish(int number, string topic, string payload, bool isOpen)
    {
        var isDone = !isOpen;
        Again();
        void Again()
        {
            if (!isDone)
            {
                world.Network.ToFleet($"terminal-{number}", topic, payload, () =>
                {
                    _open -= isDone ? 0 : 1;
                    isDone = true;
                });
                Agenda.In(Agenda.Between(15, 25), Again);
            }
        }
    }

    private void Place(Call call)
    {
        if (call.IsAnswered)
        {
            return;
        }

        if (world.AnyHost() is { } host)
        {
            world.Start(host, "place", async h =>
            {
                var result = await h.Orders.PlaceAsync(call.Request, CancellationToken.None).ConfigureAwait(false);
                world.Ledger.Answered(call.Request.Key, result);
                _open -= call.IsAnswered ? 0 : 1;
                call.IsAnswered = true;
            });
        }

        if (call.Request.Key is not null)
        {
            Agenda.In(Agenda.Between(2, 30), () => Place(call));
        }
        else
        {
            // Who has no key can't know whether to ask again.
            _open -= call.IsAnswered ? 0 : 1;
            call.IsAnswered = true;
        }
    }

    private void ChangeMind()
    {
        if (world.Ledger.Ids.Count == 0 || world.AnyHost() is not { } host)
        {
            return;
        }

        var id = world.Ledger.Ids[Agenda.Next(0, world.Ledger.Ids.Count)];
        if (Agenda.Happens(0.7))
        {
            world.Start(host, "cancel", async h => await h.Orders.CancelAsync(id, Customer, CancellationToken.None).ConfigureAwait(false));
        }
        else
        {
            var priority = Agenda.Next(0, 10);
            world.Start(host, "priority", async h => await h.Orders.ChangePriorityAsync(id, priority, Customer, CancellationToken.None).ConfigureAwait(false));
        }
    }

    private sealed class Call(OrderRequest request)
    {
        public OrderRequest Request => request;

        public bool IsAnswered { get; set; }
    }
}
