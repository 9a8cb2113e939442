using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

// floor HOST PORT TABLE COUNT plain|same: prints how long each of COUNT updates took, in microseconds, one a line.
// plain: the article's update of two attributes. same: the conditional update that update-status makes, so that what is
// left between the two programs is what each of them does.
if (args is not [var host, var portText, var table, var countText, "plain" or "same"])
{
    Console.Error.WriteLine("floor HOST PORT TABLE COUNT plain|same");
    return 2;
}

var port = int.Parse(portText, CultureInfo.InvariantCulture);
var count = int.Parse(countText, CultureInfo.InvariantCulture);
var plain = $$$$"""{"TableName":"{{{{table}}}}","Key":{"name":{"S":"floor"}},"UpdateExpression":"SET #s = :s, lastSeen = :t","ExpressionAttributeNames":{"#s":"status"},"ExpressionAttributeValues":{":s":{"S":"ONLINE"},":t":{"S":"2026-01-31T12:00:00.000000Z"}},"ReturnValues":"ALL_OLD"}""";
var same = $$$$"""
    {"ConditionExpression":"attribute_exists(#version) AND attribute_not_exists(#retiredAt) AND #status = :0 AND attribute_not_exists(#fault) AND #lastSeen <= :1 AND ((attribute_exists(#announcementDue) AND #announcedAt > :2) OR (NOT attribute_exists(#announcementDue) AND NOT (attribute_not_exists(#battery) OR #battery <> :3)))","ExpressionAttributeNames":{"#version":"version","#retiredAt":"retiredAt","#status":"status","#fault":"fault","#lastSeen":"lastSeen","#announcementDue":"announcementDue","#announcedAt":"announcedAt","#battery":"battery"},"ExpressionAttributeValues":{":0":{"S":"ONLINE"},":1":{"S":"2999-01-31T12:00:00.000000Z"},":2":{"S":"2026-01-31T11:59:59.000000Z"},":3":{"N":"51"},":4":{"S":"2026-01-31T12:00:00.000000Z"},":5":{"N":"51"}},"Key":{"name":{"S":"floor"}},"ReturnValues":"ALL_OLD","ReturnValuesOnConditionCheckFailure":"ALL_OLD","TableName":"{{{{table}}}}","UpdateExpression":"SET #lastSeen = :4, #battery = :5"}
    """;
var item = $$$$"""{"TableName":"{{{{table}}}}","Item":{"name":{"S":"floor"},"status":{"S":"ONLINE"},"version":{"N":"1"},"statusSince":{"S":"2026-01-31T12:00:00.000000Z"},"lastSeen":{"S":"2026-01-31T12:00:00.000000Z"},"announcedAt":{"S":"2026-01-31T12:00:00.000000Z"},"battery":{"N":"51"},"due":{"S":"2026-01-31T12:00:00.000000Z"},"dueShard":{"N":"1"}}}""";

using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
socket.Connect(host, port);
var answer = new byte[64 * 1024];
Call(Request("PutItem", item));
var request = Request("UpdateItem", args[4] == "plain" ? plain : same);
for (var i = 0; i < count; i++)
{
    var start = Stopwatch.GetTimestamp();
    Call(request);
    var took = Stopwatch.GetElapsedTime(start);
    Console.WriteLine(took.TotalMicroseconds.ToString("0", CultureInfo.InvariantCulture));
}

return 0;

// DynamoDB Local reads the header's form and checks no signature: nothing is hashed here, so that it is the floor.
byte[] Request(string operation, string body) => Encoding.UTF8.GetBytes(
    $"POST / HTTP/1.1\r\nHost: {host}:{port}\r\nX-Amz-Target: DynamoDB_20120810.{operation}\r\nContent-Type: application/x-amz-json-1.0\r\n" +
    "X-Amz-Date: 20260131T120000Z\r\nAuthorization: AWS4-HMAC-SHA256 Credential=x/20260131/us-east-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=00\r\n" +
    $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

void Call(byte[] bytes)
{
    socket.Send(bytes);
    var text = Read();
    if (!text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
    {
        throw new InvalidOperationException(text);
    }
}

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
