namespace Muster.Infra.Settings;

/// <summary>Who may call the HTTP API.</summary>
/// <param name="IsPublic">Anyone who knows its address.</param>
/// <param name="Issuer">Who bears a token of this OpenID Connect issuer; none when AWS's own signatures are asked for.</param>
/// <param name="Audiences">Whom the tokens must be for.</param>
internal sealed record ApiAccess(bool IsPublic, string? Issuer, IReadOnlyList<string> Audiences)
{
    /// <summary>Reads it. Without a setting, only callers with AWS credentials that allow it are let in.</summary>
    public static ApiAccess Read(ContextValues values)
    {
        var (isPublic, issuer, audience) = (values.Flag("publicApi", false), values.Text("jwtIssuer"), values.Text("jwtAudience"));
        if (isPublic && issuer is not null)
        {
            throw new SettingsException("publicApi is 'true' and there is a jwtIssuer as well; keep one of the two");
        }

        if ((issuer is null) != (audience is null))
        {
            throw new SettingsException("jwtIssuer and jwtAudience need each other; give both");
        }

        if (issuer is not null && !(Uri.TryCreate(issuer, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps))
        {
            throw ContextValues.Wrong("jwtIssuer", issuer, "it must be an https address, such as https://cognito-idp.eu-central-1.amazonaws.com/POOL");
        }

        return new ApiAccess(isPublic, issuer, audience?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? []);
    }
}
