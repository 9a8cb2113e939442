using System.Globalization;

namespace Muster.Fleet.Configuration;

/// <summary>Something in the configuration's file that is not right.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">Its first character in the line, from 1.</param>
/// <param name="Path">Its JSON path, such as <c>$.policy.heartbeat</c>.</param>
/// <param name="Reason">What is wrong, and what would be right.</param>
public sealed record ConfigurationProblem(int Line, int Column, string Path, string Reason)
{
    /// <summary>The problem in one line.</summary>
    /// <param name="file">The file as it is called.</param>
    public string In(string file) => string.Create(CultureInfo.InvariantCulture, $"{file}, line {Line}, at {Path}: {Reason}");
}
