using System.Globalization;
using System.Text;

namespace Muster.Bench.Orders.Dispatch;

/// <param name="FileSystem">What the data lay on.</param>
/// <param name="Sizes">The measurements, smallest fleet first.</param>
internal sealed record DispatchResult(string FileSystem, IReadOnlyList<DispatchSize> Sizes)
{
    internal string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"median us per dispatch, data on {FileSystem}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{"",10} {"",8}  {"dispatch",35}  {"table scan",35}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{"robots",10} {"at site",8}  {Columns}  {Columns}");
        foreach (var size in Sizes)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{size.Robots,10:N0} {size.AtSite,8:N0}  {size.Ours.ToText()}  {size.Scan.ToText()}");
        }

        var last = Sizes[^1];
        foreach (var size in Sizes.SkipLast(1))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{$"{last.Robots} : {size.Robots}",19}  {last.Ours.Over(size.Ours)}  {last.Scan.Over(size.Scan)}");
        }

        return text.ToString().TrimEnd();
    }

    private static string Columns => $"{"all",11} {"no commit",11} {"processor",11}";
}
