using System.Text.Encodings.Web;
using System.Text.Json;
using Muster.Fleet.Messages;

namespace Muster.Local.Store;

/// <summary>How rows are written as JSON: times in whole milliseconds, quotes and letters as they are, as nothing takes it in as HTML.</summary>
internal static class StoreJson
{
    public static readonly FleetJson Default = new(new JsonSerializerOptions(FleetJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>A time as fine as JSON keeps it, so that a column never tells another time than the row's JSON.</summary>
    public static DateTimeOffset Kept(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
