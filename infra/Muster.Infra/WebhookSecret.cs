using Amazon.CDK;
using Amazon.CDK.AWS.SecretsManager;
using Constructs;
using Muster.Fleet.Notifications;
using Muster.Infra.Settings;

namespace Muster.Infra;

/// <summary>
/// Signs webhooks where the configuration has no secret. Secrets Manager makes the key, of letters and digits: 44 of them are
/// base64 for 33 bytes, some 260 bits of them random. <c>whsec_</c> is put before it on the way to the function.
/// </summary>
internal sealed class WebhookSecret : Construct
{
    /// <summary>The function's variable for it.</summary>
    public const string Variable = "MUSTER_WEBHOOK_SECRET";

    private readonly Secret _secret;

    /// <summary>Makes it.</summary>
    public WebhookSecret(Construct scope, string id, StackSettings settings)
        : base(scope, id) =>
        _secret = new Secret(this, "Secret", new SecretProps
        {
            SecretName = Name = settings.Names.Of("webhook"),
            Description = "Muster: the key that webhooks are signed with; customers get it with whsec_ before it",
            GenerateSecretString = new SecretStringGenerator { PasswordLength = 44, ExcludePunctuation = true },
            RemovalPolicy = settings.Keeps ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        });

    /// <summary>Its name in Secrets Manager.</summary>
    public string Name { get; }

    /// <summary>
    /// Puts it into the function's environment. CloudFormation resolves it as it deploys, so it is in no template and no log; who
    /// may read the function's settings can read it. Only this function gets it, and it needs no call at its start.
    /// </summary>
    public void GiveTo(CloudFunction function) =>
        function.Lambda.AddEnvironment(Variable, WebhookSignature.SecretPrefix + _secret.SecretValue.UnsafeUnwrap());
}
