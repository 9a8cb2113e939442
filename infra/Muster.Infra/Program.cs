using Muster.Infra;
using Muster.Infra.Settings;

try
{
    var values = ContextValues.Read(args, Environment.GetEnvironmentVariable);
    var folder = Environment.GetEnvironmentVariable("CDK_OUTDIR");
    var (template, missing) = Synthesis.Run(values, folder);
    if (folder is null)
    {
        // Started by hand: the CDK's command line tells of both itself.
        Console.WriteLine(template);
        if (missing.Count > 0)
        {
            Console.Error.WriteLine($"muster-infra: {Packages.Note(missing)}");
        }
    }

    return 0;
}
catch (SettingsException e)
{
    Console.Error.WriteLine($"muster-infra: {e.Message}");
    return 2;
}
