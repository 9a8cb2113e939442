using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Muster.Commands;

/// <summary><c>muster version</c>: what is running here.</summary>
internal static class VersionCommand
{
    /// <summary>Muster's version, as 0.1.0; without the commit that the build appends after a '+'.</summary>
    public static string ProductVersion { get; } =
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("version", "Prints the version of Muster, of .NET, and the platform.");
        command.AddExamples("muster version");
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.WriteLine(
            $"muster {ProductVersion} ({RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier})"));
        return command;
    }
}
