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
    /// <returns>The template's path.</returns>
    /// <exception cref="SettingsException">A setting is not valid.</exception>
    public static string Run(ContextValues values, string? folder)
    {
        var settings = StackSettings.Read(values);
        Quiet();
        var app = new App(new AppProps { Outdir = folder ?? DefaultFolder, AnalyticsReporting = false });
        var stack = new MusterStack(app, settings);
        return Path.Combine(app.Synth().Directory, stack.TemplateFile);
    }

    /// <summary>
    /// The CDK's library warns on each start of any Node that was not its youth's, in twelve lines. What this stack asks of
    /// Node works with all from 18 on; an environment that says otherwise is left as it is.
    /// </summary>
    public static void Quiet()
    {
        foreach (var name in (string[])["END_OF_LIFE", "DEPRECATED", "UNTESTED"])
        {
            var variable = $"JSII_SILENCE_WARNING_{name}_NODE_VERSION";
            if (Environment.GetEnvironmentVariable(variable) is null)
            {
                Environment.SetEnvironmentVariable(variable, "1");
            }
        }
    }
}
