namespace Muster.Hosting;

/// <summary>The JSON Schema of the configuration file (draft 2020-12), for editors: <c>fleet.schema.json</c>, which is part of the program.</summary>
internal static class FleetSchema
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "application/schema+json";

    private static readonly Lazy<byte[]> Bytes = new(Load);

    /// <summary>The schema's text, UTF-8.</summary>
    public static ReadOnlyMemory<byte> Utf8 => Bytes.Value;

    private static byte[] Load()
    {
        using var resource = typeof(FleetSchema).Assembly.GetManifestResourceStream("fleet.schema.json")
            ?? throw new InvalidOperationException("the program was built without its schema");
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
