using Muster.Fleet.Costs.Prices;

namespace Muster.Commands.Costs;

/// <summary>The file of prices that is in force: the one that was given, else the one that is part of the program.</summary>
/// <param name="Path">Where it is; none for the program's own.</param>
/// <param name="Utf8">What is in it.</param>
/// <param name="List">The prices.</param>
internal sealed record PriceFile(string? Path, ReadOnlyMemory<byte> Utf8, PriceList List)
{
    /// <summary>Reads it.</summary>
    /// <param name="path">The file; none for the program's own.</param>
    /// <param name="errors">Takes a line for each problem.</param>
    /// <exception cref="CommandException">It can't be read, or is not right.</exception>
    public static PriceFile Read(string? path, TextWriter errors)
    {
        var utf8 = path is null ? Own() : ReadFile(path);
        var reading = PriceListReader.Read(utf8);
        if (reading.List is { } list)
        {
            return new PriceFile(path, utf8, list);
        }

        foreach (var problem in reading.Problems)
        {
            errors.WriteLine(Printable.Of(problem.In(path ?? "prices.json")));
        }

        throw new CommandException(ExitCode.Failed, $"{path} has {reading.Problems.Count} problem{(reading.Problems.Count == 1 ? "" : "s")}; `muster cost prices` prints a file that is right");
    }

    /// <summary>The prices of a region.</summary>
    /// <exception cref="CommandException">The file has none.</exception>
    public RegionPrices Region(string region) => List.Regions.GetValueOrDefault(region)
        ?? throw new CommandException(ExitCode.Usage, $"there are no prices for the region {region} in {Path ?? "the program's file"}; it has {string.Join(", ", List.Regions.Keys)}. Others: `muster cost prices > prices.json`, add the region, and --prices prices.json");

    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Failed, $"can't read the prices {path}: {e.Message}", e);
        }
    }

    private static byte[] Own()
    {
        using var resource = typeof(PriceFile).Assembly.GetManifestResourceStream("prices.json")
            ?? throw new InvalidOperationException("the program was built without its prices");
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
