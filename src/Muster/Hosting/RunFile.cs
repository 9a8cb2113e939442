using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muster.Hosting;

/// <summary><c>muster.run.json</c> in the data folder: where the running Muster can be reached, for scripts that let it choose its ports.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="MqttPort">The port of its broker.</param>
/// <param name="HttpPort">The port of its HTTP API.</param>
/// <param name="Url">The address of its HTTP API.</param>
internal sealed record RunFile(int Pid, int MqttPort, int HttpPort, string Url)
{
    /// <summary>Writes it in one step, so that nobody reads half of it.</summary>
    public void Write(string folder)
    {
        var path = PathIn(folder);
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(this, RunJson.Default.RunFile));
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Takes it away.</summary>
    public static void Delete(string folder) => File.Delete(PathIn(folder));

    private static string PathIn(string folder) => Path.Combine(folder, "muster.run.json");
}

/// <summary>Writes the run file without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunFile))]
internal sealed partial class RunJson : JsonSerializerContext;
