using System.CommandLine;
using System.Text.Json;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;

namespace Muster.Commands;

/// <summary>What can be said of an order that is placed.</summary>
internal sealed class OrderPlaceOptions
{
    private readonly Argument<string> _item = new Argument<string>("ITEM") { Description = "What is ordered" }.CheckName();
    private readonly Option<string?> _site = new Option<string?>("--site") { Description = "Where", HelpName = "SITE", Required = true }
        .Check(text => RobotName.IsValid(text) ? null : $"a name is {RobotName.Rule}");

    private readonly Option<string[]> _param = OrderParameters.CreateParamOption();
    private readonly Option<string?> _parameters = OrderParameters.CreateParametersOption();
    private readonly Option<int?> _priority = new Option<int?>("--priority") { Description = $"0 to {Order.MaxPriority}; higher goes first [default: {Order.DefaultPriority}]", HelpName = "N" }
        .CheckRange(0, Order.MaxPriority);

    private readonly Option<string?> _deadline = new Option<string?>("--deadline") { Description = "When it should be done: a time like 2026-01-31T18:30:00+01:00, or a length from now like 20m", HelpName = "TIME" }
        .Check(text => Durations.Parse(text) is null && Times.Parse(text) is null ? "it must be a time like 2026-01-31T18:30:00+01:00 or 2026-01-31T17:30:00Z, or a length from now like 20m" : null);

    private readonly Option<string?> _expires = DurationOption.Create("--expires", "How long it may wait for a robot, like 30m [default: the site's own limit]");
    private readonly Option<string?> _reference = new("--reference") { Description = "The customer's own words for it, like \"table 4\"", HelpName = "TEXT" };
    private readonly Option<string?> _notify = new("--notify") { Description = "Where each change of its state is posted", HelpName = "URL" };
    private readonly Option<string?> _key = new Option<string?>("--key") { Description = "Idempotency key: placing again with it gives the same order [default: a new one]", HelpName = "KEY" }
        .Check(text => text.Length is 0 or > OrderRequestReader.MaxKeyLength || text.Any(c => c is < ' ' or > '~') ? $"a key is 1 to {OrderRequestReader.MaxKeyLength} characters of ASCII" : null);

    /// <summary>Adds them to <paramref name="command"/>.</summary>
    public void AddTo(Command command)
    {
        command.Add(_item);
        foreach (var option in new Option[] { _site, _param, _parameters, _priority, _deadline, _expires, _reference, _notify, _key })
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(_param) is not null && result.GetResult(_parameters) is not null)
            {
                result.AddError("--param and --parameters say the same in two ways: give one of them");
            }
        });
    }

    /// <summary>The key to place it with.</summary>
    public string Key(ParseResult parsed, Random random)
    {
        if (parsed.GetValue(_key) is { } given)
        {
            return given;
        }

        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return $"cli-{Convert.ToHexStringLower(bytes)}";
    }

    /// <summary>The fields of the request. A length of time is counted from now, once: a repetition says the same.</summary>
    public Action<Utf8JsonWriter> Body(ParseResult parsed, TimeProvider clock)
    {
        var deadline = parsed.GetValue(_deadline) is { } text ? Durations.Parse(text) is { } ahead ? clock.GetUtcNow() + ahead : Times.Parse(text) : null;
        return writer =>
        {
            writer.WriteString("site", parsed.GetValue(_site));
            writer.WriteString("item", parsed.GetRequiredValue(_item));
            OrderParameters.Write(parsed.GetValue(_param), parsed.GetValue(_parameters), writer);
            if (parsed.GetValue(_priority) is { } priority)
            {
                writer.WriteNumber("priority", priority);
            }

            if ((parsed.GetValue(_reference) ?? parsed.GetValue(_notify)) is not null)
            {
                writer.WriteStartObject("customer");
                WriteText(writer, "reference", parsed.GetValue(_reference));
                WriteText(writer, "notifyUrl", parsed.GetValue(_notify));
                writer.WriteEndObject();
            }

            WriteText(writer, "deadline", deadline is { } time ? Times.Wire(time) : null);
            WriteText(writer, "expires", parsed.GetValue(_expires));
        };
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
