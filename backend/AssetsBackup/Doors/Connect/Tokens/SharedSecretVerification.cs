using System.Security.Cryptography;
using System.Text;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Keys;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Doors.Connect.Tokens;

/// <summary>
/// What frame, api and webhook tokens have in common: HS256 under the shared secret of the tenant that they name, and
/// times. The hash is left to the class (connect.md §3.1, in its order).
/// </summary>
internal sealed class SharedSecretVerification(
    AppDatabase database,
    SecretBox secrets,
    ConnectOptions options,
    TimeProvider clock
)
{
    public async Task<TokenVerdict> VerifyAsync(
        string? text,
        bool evenIfDisabled,
        CancellationToken cancellationToken
    )
    {
        if (text is null)
            return TokenRefusal.Missing;
        if (CompactToken.Parse(text) is not { } token)
            return TokenRefusal.Malformed;
        if (token.Algorithm != "HS256")
            return TokenRefusal.WrongAlgorithm;
        if (token.Claims.Issuer == options.AppKey)
            return TokenRefusal.IssuedByOurselves;
        var installation = await FindAsync(token.Claims.Issuer, evenIfDisabled, cancellationToken);
        if (installation is null)
            return TokenRefusal.UnknownIssuer;
        if (!IsSigned(token, secrets.Open(installation.SharedSecret, installation.SecretContext)))
            return TokenRefusal.BadSignature;
        return token.Claims.CheckTimes(clock.GetUtcNow()) is { } refusal
            ? refusal
            : new TokenVerdict.Accepted(token.Claims, installation);
    }

    private Task<ConnectInstallation?> FindAsync(
        string clientKey,
        bool evenIfDisabled,
        CancellationToken cancellationToken
    ) =>
        database
            .ConnectInstallations.AsNoTracking()
            .Where(installation =>
                installation.ClientKey == clientKey
                && installation.UninstalledAt == null
                && (installation.Enabled || evenIfDisabled)
                && database.Tenants.Any(tenant =>
                    tenant.Id == installation.TenantId && tenant.State != TenantState.Uninstalled
                )
            )
            .SingleOrDefaultAsync(cancellationToken);

    private static bool IsSigned(CompactToken token, string secret) =>
        CryptographicOperations.FixedTimeEquals(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), token.Signed),
            token.Signature
        );
}
