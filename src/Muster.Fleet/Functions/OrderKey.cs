using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Muster.Fleet.Messages;
using Muster.Fleet.Store;

namespace Muster.Fleet.Functions;

/// <summary>The idempotency key of an order that came by MQTT without one, so that a message that is delivered twice makes one order.</summary>
internal static class OrderKey
{
    /// <summary>
    /// For how long a client's correlation data stands for one message: it is the client's, and may begin anew from 1 when that is
    /// restarted.
    /// </summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>The key; none when nothing tells one message from another.</summary>
    /// <param name="store">Knows which keys were used.</param>
    /// <param name="request">What is ordered.</param>
    /// <param name="sender">The client's id.</param>
    /// <param name="correlation">Its correlation data, in base64: what it recognizes the answer by.</param>
    /// <param name="eventId">The event's id, where the host gives it one.</param>
    /// <param name="now">The time (UTC).</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async ValueTask<string?> FindAsync(
        IFleetStore store, OrderRequest request, string? sender, string? correlation, string? eventId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (sender is null || correlation is null)
        {
            return eventId is null ? null : $"event:{eventId}";
        }

        // With all that is ordered in it: other words under the same correlation data are another order.
        var message = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{sender}\n{correlation}\n{request.Fingerprint}")).AsSpan(0, 16));
        var window = now.UtcTicks / Window.Ticks;
        var before = string.Create(CultureInfo.InvariantCulture, $"mqtt:{message}:{window - 1}");
        return await store.FindOrderByKeyAsync(before, cancellationToken).ConfigureAwait(false) is not null
            ? before
            : string.Create(CultureInfo.InvariantCulture, $"mqtt:{message}:{window}");
    }
}
