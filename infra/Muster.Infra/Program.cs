using Muster.Infra;
using Muster.Infra.Settings;

try
{
    var values = ContextValues.Read(args, Environment.GetEnvironmentVariable);
    var written = Synthesis.Run(values, Environment.GetEnvironmentVariable("CDK_OUTDIR"));
    Console.Error.WriteLine($"muster-infra: {written}");
    return 0;
}
catch (SettingsException e)
{
    Console.Error.WriteLine($"muster-infra: {e.Message}");
    return 2;
}
