using System.Text.Json;
using System.Text.Json.Nodes;

/// <summary>What a robot does and says; it knows nothing of the network.</summary>
internal sealed class Robot(string name, string site, string[] capabilities)
{
    private readonly string _file = $"{name}.journal.json";
    private readonly Dictionary<string, LastWord> _journal = Load($"{name}.journal.json");
    private string _status = "ONLINE";
    private double _battery = 100;
    private string? _order; // the order that it works on
    private int _attempt;
    private int _progress;

    /// <summary>The last word on an order.</summary>
    private sealed record LastWord(string State, int Attempt, string? Reason = null);

    /// <summary>What is to be published, oldest first.</summary>
    public Queue<(string Topic, JsonObject Payload)> Outbox { get; } = new();

    public void Report() => Outbox.Enqueue(($"robots/{name}/status", new JsonObject
    {
        ["name"] = name,
        ["status"] = _status,
        ["site"] = site,
        ["battery"] = Math.Round(_battery, 1),
        ["capabilities"] = new JsonArray([.. capabilities.Select(c => (JsonNode)c)]),
        ["order"] = _order,
    }));

    public void Obey(JsonObject command)
    {
        if (command["expiresAt"]?.GetValue<DateTimeOffset>() < DateTimeOffset.UtcNow)
        {
            Console.WriteLine($"too late: {command["id"]}"); // nobody expects it any more
            return;
        }

        var (order, attempt) = ((string?)command["order"]?["id"] ?? "", (int?)command["order"]?["attempt"] ?? 0);
        switch ((string?)command["command"])
        {
            case "EXECUTE_ORDER": Execute(order, attempt); break;
            case "CANCEL_ORDER": Cancel(order, attempt); break;
            case "CHARGE": Become("CHARGING"); break;
            case "PAUSE": Become("PAUSED"); break; // in the middle of an order too: it keeps it, and goes on after RESUME
            case "RESUME": Become("ONLINE"); break;
        }
    }

    /// <summary>A tenth of an order, or a little charging.</summary>
    public void Work()
    {
        if (_order is not null && _status == "ONLINE")
        {
            (_progress, _battery) = (_progress + 10, Math.Max(0, _battery - 0.2));
            if (_progress < 100)
            {
                Tell(_order, "IN_PROGRESS", _attempt, progress: _progress);
            }
            else
            {
                End("COMPLETED");
            }
        }
        else if (_status == "CHARGING" && (_battery = Math.Min(100, _battery + 2)) == 100)
        {
            Become("ONLINE");
        }
    }

    private void Execute(string order, int attempt)
    {
        if (order == _order) // sent again, or given to it once more: say how it stands
        {
            _attempt = Math.Max(attempt, _attempt);
            Tell(order, "IN_PROGRESS", _attempt, progress: _progress);
        }
        else if (Past(order, attempt) is { } past) // done before: never twice
        {
            Tell(order, past.State, attempt, past.Reason);
        }
        else if (_order is not null || _status is not ("ONLINE" or "CHARGING"))
        {
            Tell(order, "REJECTED", attempt, _order is null ? $"it is {_status}" : $"busy with {_order}");
        }
        else
        {
            Remember(order, new LastWord("FAILED", attempt, "the robot was restarted in the middle of it")); // unless it ends
            (_order, _attempt, _progress) = (order, attempt, 0);
            Tell(order, "ACCEPTED", attempt);
            Become("ONLINE");
        }
    }

    private void Cancel(string order, int attempt)
    {
        if (order != _order)
        {
            var past = Past(order, attempt);
            Tell(order, past?.State ?? "CANCELED", attempt, past?.Reason);
        }
        else if (_attempt <= attempt) // not an earlier attempt's, come late
        {
            End("CANCELED");
        }
    }

    private void End(string state)
    {
        var order = _order!;
        Remember(order, new LastWord(state, _attempt)); // first on disk, then said
        _order = null;
        Tell(order, state, _attempt);
        Report();
    }

    private void Become(string status)
    {
        _status = status;
        Report();
    }

    private void Tell(string order, string state, int attempt, string? reason = null, int? progress = null)
    {
        var said = new JsonObject { ["state"] = state, ["attempt"] = attempt, ["reason"] = reason, ["progress"] = progress };
        Console.WriteLine($"{order} {said.ToJsonString()}");
        Outbox.Enqueue(($"robots/{name}/orders/{order}", said));
    }

    private LastWord? Past(string order, int attempt) =>
        _journal.GetValueOrDefault(order) is { } past && (past.State == "COMPLETED" || past.Attempt >= attempt) ? past : null;

    private void Remember(string order, LastWord word)
    {
        _journal[order] = word; // a robot for years lets go of the oldest
        using (var file = File.Create($"{_file}.new"))
        {
            JsonSerializer.Serialize(file, _journal);
            file.Flush(flushToDisk: true);
        }

        File.Move($"{_file}.new", _file, overwrite: true); // whole or not at all
    }

    private static Dictionary<string, LastWord> Load(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, LastWord>>(File.ReadAllText(file))! : [];
}
