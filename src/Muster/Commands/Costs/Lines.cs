namespace Muster.Commands.Costs;

/// <summary>A table whose amounts stand under each other.</summary>
internal static class Lines
{
    /// <summary>Writes it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="head">The columns' heads.</param>
    /// <param name="rows">The cells.</param>
    /// <param name="right">The columns whose cells end under each other.</param>
    public static void Write(TextWriter output, string[] head, IReadOnlyList<string[]> rows, int[] right)
    {
        var widths = head.Select((h, column) => Math.Max(h.Length, rows.Max(r => r[column].Length))).ToArray();
        foreach (var row in rows.Prepend(head))
        {
            output.WriteLine(string.Join("  ", row.Select((cell, column) => right.Contains(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
