using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Muster.Fleet.Orders;

namespace Muster.Fleet.Messages;

/// <summary>Reads an order that somebody places.</summary>
public static class OrderRequestReader
{
    /// <summary>The longest idempotency key, in characters.</summary>
    public const int MaxKeyLength = 255;

    /// <summary>
    /// The largest parameters, in bytes of JSON in UTF-8: with the rest of a command, or of an order as it is announced, they have to
    /// fit a message of <see cref="StatusReport.MaxPayloadBytes"/>.
    /// </summary>
    public const int MaxParameters = 64 * 1024;

    /// <summary>The longest that an order may be told to wait.</summary>
    public static readonly TimeSpan MaxExpires = TimeSpan.FromDays(30);

    private const string Example = """{"site": "munich", "item": "latte"}""";

    /// <summary>Reads <paramref name="payload"/>.</summary>
    /// <param name="payload">One JSON object in UTF-8.</param>
    /// <param name="topicSite">The site in the topic; none when it came without one.</param>
    /// <param name="key">The idempotency key that came beside the payload; else the payload's own <c>key</c> counts.</param>
    /// <param name="request">The order, when there is nothing to refuse.</param>
    /// <returns>Why it is refused; none when it is not.</returns>
    public static Refusal? Read(ReadOnlyMemory<byte> payload, string? topicSite, string? key, out OrderRequest? request)
    {
        request = null;
        var fields = JsonFields.Read(payload, Example);
        var site = fields.Name("site") ?? topicSite;
        Require(ref fields, "site", site);
        if (fields.Refusal is null && topicSite is not null && site != topicSite)
        {
            fields.Refuse(RefusalCode.NameMismatch, "site", $"the field \"site\" is \"{site}\", and the topic is that of \"{topicSite}\"; leave it out, or publish to {Topics.SiteOrders(site!)}");
        }

        if (fields.Refusal is null && !RobotName.IsValid(site))
        {
            fields.Refuse(RefusalCode.InvalidTopic, "site", $"the site in the topic is \"{site}\"; a name is {RobotName.Rule}");
        }

        var item = fields.Name("item");
        Require(ref fields, "item", item);
        var priority = fields.Integer("priority", 0, Order.MaxPriority) ?? Order.DefaultPriority;
        var customer = ReadCustomer(ref fields);
        var deadline = fields.Time("deadline");
        var expires = fields.Duration("expires", TimeSpan.FromSeconds(1), MaxExpires);
        var position = fields.Position("position");
        var parameters = fields.Raw("parameters");
        if (parameters is not null && Encoding.UTF8.GetByteCount(parameters) is > MaxParameters and var bytes)
        {
            fields.Refuse(RefusalCode.PayloadTooLarge, "parameters", string.Create(CultureInfo.InvariantCulture, $"the field \"parameters\" has {bytes} bytes in UTF-8; at most {MaxParameters} are allowed"));
        }

        key ??= fields.Text("key", MaxKeyLength);
        if (key?.Length is 0 or > MaxKeyLength)
        {
            fields.Refuse(RefusalCode.InvalidValue, "key", string.Create(CultureInfo.InvariantCulture, $"the idempotency key has {key.Length} characters; allowed are 1 to {MaxKeyLength}"));
        }

        if (fields.Refusal is { } refusal)
        {
            return refusal;
        }

        request = new OrderRequest(site!, item!, parameters, priority, customer, deadline, expires, position, key, Fingerprint: "");
        request = request with { Fingerprint = Hash(request) };
        return null;
    }

    private static Customer? ReadCustomer(ref JsonFields fields)
    {
        if (fields.Object("customer") is not { } inner)
        {
            return null;
        }

        var customer = new Customer(inner.Text("reference", 256), inner.Text("notifyUrl", 2048));
        if (inner.Refusal is { } refusal)
        {
            fields.Refuse(refusal.Code, $"customer.{refusal.Field}", $"in \"customer\": {refusal.Reason}");
        }
        else if (customer.NotifyUrl is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            fields.Refuse(RefusalCode.InvalidValue, "customer.notifyUrl", $"the field \"customer.notifyUrl\" is \"{url}\"; it must be an http or https address");
        }

        return customer;
    }

    private static void Require(ref JsonFields fields, string field, string? value)
    {
        if (fields.Refusal is null && value is null)
        {
            fields.Refuse(RefusalCode.MissingField, field, $"the field \"{field}\" is missing; an order is for example {Example}");
        }
    }

    /// <summary>The same order in other words (fields in another order, white space outside the parameters) has the same hash.</summary>
    private static string Hash(OrderRequest request)
    {
        var text = string.Join(
            '\n',
            request.Site,
            request.Item,
            request.Parameters,
            request.Priority.ToString(CultureInfo.InvariantCulture),
            request.Customer?.Reference,
            request.Customer?.NotifyUrl,
            request.Deadline?.UtcTicks.ToString(CultureInfo.InvariantCulture),
            request.Expires?.Ticks.ToString(CultureInfo.InvariantCulture),
            request.Position?.ToString());
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
