using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using Muster.Infra.Settings;

namespace Muster.Infra;

/// <summary>
/// The fleet's configuration as a layer: <c>/opt/fleet.json</c>. So the packages stay as they were built and tested, and a
/// change of the configuration is a change of some hundred bytes.
/// </summary>
internal sealed class ConfigLayer : Construct
{
    /// <summary>The layer of the settings' file, if there is one.</summary>
    public ConfigLayer(Construct scope, string id, StackSettings settings)
        : base(scope, id)
    {
        if (settings.Config is not { } file)
        {
            return;
        }

        if (file.HoldsSecrets)
        {
            Annotations.Of(this).AddWarningV2("muster:secrets", $"{file.Path} holds secrets in plain text: whoever may read the layer reads them. Name variables instead (secretVariable)");
        }

        Layers = [Make(file.Path, settings.Names.Of("config"))];
        Environment["MUSTER_CONFIG"] = "/opt/fleet.json";
        foreach (var variable in file.SecretVariables)
        {
            // A reference that CloudFormation resolves as it deploys: the secret is in no template, but in the function's settings.
            Environment[variable] = SecretValue.SecretsManager(settings.Names.Of(variable)).UnsafeUnwrap();
        }
    }

    /// <summary>The layer, or nothing.</summary>
    public IReadOnlyList<ILayerVersion> Layers { get; } = [];

    /// <summary>What functions need to know of it.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>A layer is made of a folder: one with that file alone, under its one name. The CDK copies it at once.</summary>
    private LayerVersion Make(string path, string name)
    {
        var folder = Directory.CreateTempSubdirectory("muster-infra-");
        try
        {
            File.Copy(path, Path.Combine(folder.FullName, "fleet.json"));
            return new LayerVersion(this, "Layer", new LayerVersionProps
            {
                LayerVersionName = name,
                Description = "Muster: fleet.json",
                Code = Code.FromAsset(folder.FullName),
                RemovalPolicy = RemovalPolicy.DESTROY,
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
