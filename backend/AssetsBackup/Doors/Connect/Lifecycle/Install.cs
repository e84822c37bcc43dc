using AssetsBackup.Features.Connections;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Keys;
using AssetsBackup.Hosting.Problems;
using Mediator;

namespace AssetsBackup.Doors.Connect.Lifecycle;

/// <summary>A verified <c>installed</c> call: first install, re-install, new secret or new site address.</summary>
internal sealed record Install(LifecycleBody Body) : IRequest;

internal sealed class InstallHandler(
    AppDatabase database,
    TenantOfInstallation tenants,
    SecretBox secrets,
    TimeProvider clock
) : IRequestHandler<Install>
{
    // connect.md §2: a secret shorter than the hash it keys can be guessed sooner than the hash.
    private const int MinSecret = 32;
    private const int MaxSecret = 128;

    public async ValueTask<Unit> Handle(Install request, CancellationToken cancellationToken)
    {
        var (clientKey, site, secret) = Read(request.Body);
        var tenant = await tenants.FindOrCreateAsync(clientKey, site, cancellationToken);
        tenant.Activate();
        var installation = await database.ConnectInstallations.FindAsync(
            [clientKey],
            cancellationToken
        );
        if (installation is null)
        {
            installation = new ConnectInstallation
            {
                ClientKey = clientKey,
                TenantId = tenant.Id,
                BaseUrl = site,
                SharedSecret = [],
                InstalledAt = clock.GetUtcNow(),
            };
            database.Add(installation);
        }
        await SiteRename.FollowAsync(
            database,
            tenant.Id,
            installation.BaseUrl,
            site,
            cancellationToken
        );
        installation.BaseUrl = site;
        installation.DisplayUrl = DisplayUrl(request.Body.DisplayUrl);
        installation.SharedSecret = secrets.Seal(secret, installation.SecretContext);
        installation.Enabled = true;
        installation.UninstalledAt = null;
        await database.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    private static (string ClientKey, string Site, string Secret) Read(LifecycleBody body) =>
        body is { ClientKey: { Length: > 0 and <= 255 } clientKey, SharedSecret: { } secret }
        && secret.Length is >= MinSecret and <= MaxSecret
            ? (clientKey, body.RequireSite(), secret)
            : throw new ProblemException(ProblemCatalogue.TokenNotAccepted);

    private static string? DisplayUrl(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;
}
