using System.Text;
using Muster.Fleet.Configuration;

namespace Muster.Tests.Configuration;

/// <summary>Configuration files as text.</summary>
internal static class Files
{
    /// <summary>A right secret: 24 bytes.</summary>
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>Reads a file where only the variable SECRET is set.</summary>
    public static ConfigurationReading Read(string text) => Read(text, name => name == "SECRET" ? Secret : name == "EMPTY" ? "" : name == "WRONG" ? "hunter2" : null);

    /// <summary>Reads a file that must be right.</summary>
    public static FleetConfiguration Right(string text)
    {
        var reading = Read(text);
        Assert.Empty(reading.Problems);
        return Assert.IsType<FleetConfiguration>(reading.Configuration);
    }

    /// <summary>Reads a file that must have one problem.</summary>
    public static ConfigurationProblem Wrong(string text)
    {
        var reading = Read(text);
        Assert.Null(reading.Configuration);
        return Assert.Single(reading.Problems);
    }

    private static ConfigurationReading Read(string text, Func<string, string?> variable) => FleetConfigurationReader.Read(Encoding.UTF8.GetBytes(text), variable);
}
