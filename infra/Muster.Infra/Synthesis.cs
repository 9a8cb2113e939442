using Amazon.CDK;
using Muster.Infra.Settings;

namespace Muster.Infra;

/// <summary>From settings to the template.</summary>
internal static class Synthesis
{
    /// <summary>Where the template goes when nobody says.</summary>
    public const string DefaultFolder = "cdk.out";

    /// <summary>Writes the template of these settings.</summary>
    /// <param name="values">The settings as they were given.</param>
    /// <param name="folder">Where to; none for <see cref="DefaultFolder"/>.</param>
    /// <returns>The template's path, and what it lacks to be deployed.</returns>
    /// <exception cref="SettingsException">A setting is not valid.</exception>
    public static (string Template, IReadOnlyCollection<string> Missing) Run(ContextValues values, string? folder)
    {
        var settings = StackSettings.Read(values);
        Quiet();
        var app = new App(new AppProps { Outdir = folder ?? DefaultFolder, AnalyticsReporting = false });
        var stack = new MusterStack(app, settings);
        return (Path.Combine(app.Synth().Directory, stack.TemplateFile), stack.MissingPackages);
    }

    /// <summary>
    /// The CDK's library is of 2024 and warns, in ten lines, on each start of a Node that is older or newer than it likes. Node
    /// runs here to write a file, and serves nobody: the versions that Debian and others still have are good enough for that.
    /// </summary>
    public static void Quiet()
    {
        foreach (var kind in (string[])["END_OF_LIFE", "DEPRECATED", "UNTESTED"])
        {
            var variable = $"JSII_SILENCE_WARNING_{kind}_NODE_VERSION";
            if (System.Environment.GetEnvironmentVariable(variable) is null)
            {
                System.Environment.SetEnvironmentVariable(variable, "18,20,22,24");
            }
        }
    }
}
