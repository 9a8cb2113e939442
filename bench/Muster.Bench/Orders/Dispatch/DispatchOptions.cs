namespace Muster.Bench.Orders.Dispatch;

/// <param name="Robots">Sizes of fleets, smallest first.</param>
/// <param name="AtSite">Robots at a site, at most; all in a smaller fleet are at one.</param>
/// <param name="Rounds">Dispatches measured at each size.</param>
/// <param name="Scans">Table scans measured at each size.</param>
/// <param name="Data">Where the temporary data folders are made; the system's folder for such when null.</param>
internal sealed record DispatchOptions(int[] Robots, int AtSite, int Rounds, int Scans, string? Data)
{
    internal static DispatchOptions Parse(ReadOnlySpan<string> args)
    {
        var given = new Arguments(args, "--robots", "--at-site", "--rounds", "--scans", "--data");
        return new DispatchOptions(
            given.Integers("--robots", "10,1000,100000", 1, 1_000_000),
            given.Integer("--at-site", 50, 1, 1_000),
            given.Integer("--rounds", 500, 1, 100_000),
            given.Integer("--scans", 25, 1, 100_000),
            given.Text("--data"));
    }
}
