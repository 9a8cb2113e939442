using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

// floor HOST PORT TABLE COUNT: prints how long each of COUNT updates took, in microseconds, one a line.
if (args is not [var host, var portText, var table, var countText])
{
    Console.Error.WriteLine("floor HOST PORT TABLE COUNT");
    return 2;
}

var port = int.Parse(portText, CultureInfo.InvariantCulture);
var count = int.Parse(countText, CultureInfo.InvariantCulture);
var body = $$$"""{"TableName":"{{{table}}}","Key":{"name":{"S":"floor"}},"UpdateExpression":"SET #s = :s, lastSeen = :t","ExpressionAttributeNames":{"#s":"status"},"ExpressionAttributeValues":{":s":{"S":"ONLINE"},":t":{"N":"1769860800000"}},"ReturnValues":"ALL_OLD"}""";

// DynamoDB Local reads the header's form and checks no signature: nothing is hashed here, so that it is the floor.
var request = Encoding.UTF8.GetBytes(
    $"POST / HTTP/1.1\r\nHost: {host}:{port}\r\nX-Amz-Target: DynamoDB_20120810.UpdateItem\r\nContent-Type: application/x-amz-json-1.0\r\n" +
    "X-Amz-Date: 20260131T120000Z\r\nAuthorization: AWS4-HMAC-SHA256 Credential=local/20260131/us-east-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=00\r\n" +
    $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
socket.Connect(host, port);
var answer = new byte[64 * 1024];
for (var i = 0; i < count; i++)
{
    var start = Stopwatch.GetTimestamp();
    socket.Send(request);
    var text = Read();
    var took = Stopwatch.GetElapsedTime(start);
    if (!text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
    {
        Console.Error.WriteLine(text);
        return 1;
    }

    Console.WriteLine(took.TotalMicroseconds.ToString("0", CultureInfo.InvariantCulture));
}

return 0;

string Read()
{
    for (var have = 0; ;)
    {
        var received = socket.Receive(answer, have, answer.Length - have, SocketFlags.None);
        if (received == 0)
        {
            return "the server closed the connection";
        }

        have += received;
        var text = Encoding.Latin1.GetString(answer, 0, have);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var at = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        if (end >= 0 && at >= 0 && have >= end + 4 + int.Parse(text.AsSpan(at + 16, text.IndexOf('\r', at) - at - 16), CultureInfo.InvariantCulture))
        {
            return text;
        }
    }
}
