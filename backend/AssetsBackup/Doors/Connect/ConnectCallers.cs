using AssetsBackup.Doors.Connect.Site;
using AssetsBackup.Doors.Connect.Tokens;

namespace AssetsBackup.Doors.Connect;

/// <summary>Makes the caller of an accepted context token. A token without a user makes none.</summary>
internal sealed class ConnectCallers(
    JiraAdminCheck admins,
    LicenceLookup licences,
    CallerAccessor accessor
)
{
    public async Task AdmitAsync(
        TokenVerdict.Accepted accepted,
        CancellationToken cancellationToken
    )
    {
        if (
            accepted
            is not { Claims.Subject: { Length: > 0 } account, Installation: { } installation }
        )
        {
            return;
        }
        var isAdmin = await admins.IsAdminAsync(installation, account, cancellationToken);
        accessor.Current = new Caller(
            installation.TenantId,
            account,
            isAdmin,
            installation.BaseUrl,
            isAdmin
                ? await licences.FindAsync(installation, cancellationToken)
                : LicenceState.Unknown
        );
    }
}
