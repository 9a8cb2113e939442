using System.Globalization;
using System.Text;

namespace Muster.Bench.Orders.Flow;

/// <summary>
/// <c>POST /api/orders</c> for one site as a ready-made request. The order's number is its idempotency key and travels in its
/// parameters: the robot sees it in its command, so that an order is known again before its id is.
/// </summary>
internal sealed class PlaceRequest
{
    /// <summary>How many digits an order's number has.</summary>
    internal const int Digits = 9;

    private readonly byte[] _request;
    private readonly int _keyOffset;
    private readonly int _parameterOffset;

    internal PlaceRequest(string site, int httpPort)
    {
        var number = new string('0', Digits);
        var body = $"{{\"site\":\"{site}\",\"item\":\"latte\",\"parameters\":{{\"number\":\"{number}\"}}}}";
        _request = Encoding.UTF8.GetBytes(
            $"POST /api/orders HTTP/1.1\r\nHost: 127.0.0.1:{httpPort}\r\nContent-Type: application/json\r\nIdempotency-Key: {number}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        _keyOffset = _request.AsSpan().IndexOf(Encoding.UTF8.GetBytes(number));
        _parameterOffset = _request.AsSpan().LastIndexOf(Encoding.UTF8.GetBytes(number));
    }

    /// <summary>The request for an order; good until the next call.</summary>
    internal ReadOnlySpan<byte> For(int number)
    {
        Write(number, _keyOffset);
        Write(number, _parameterOffset);
        return _request;
    }

    private void Write(int number, int offset) =>
        number.TryFormat(_request.AsSpan(offset, Digits), out _, "D9", CultureInfo.InvariantCulture);
}
