using System.Net;

namespace AssetsBackup.Doors.Connect.Site;

/// <summary>
/// The licence as Atlassian's own resource tells it (connect.md §5). While it cannot be asked, the last known state counts
/// for a day; after that it is unknown.
/// </summary>
internal sealed class LicenceLookup(
    SiteClient site,
    ConnectOptions options,
    IHostEnvironment environment,
    LicenceMemory memory
)
{
    public async Task<LicenceState> FindAsync(
        ConnectInstallation installation,
        CancellationToken cancellationToken
    )
    {
        if (!options.Licensing)
            return LicenceState.NotApplicable;
        if (memory.Fresh(installation.TenantId) is { } fresh)
            return fresh;
        return await AskAsync(installation, cancellationToken) is { } asked
            ? memory.Keep(installation.TenantId, asked)
            : memory.Last(installation.TenantId);
    }

    /// <summary>Asks whatever is remembered; where that is not possible, it still counts.</summary>
    public async Task RefreshAsync(
        ConnectInstallation installation,
        CancellationToken cancellationToken
    )
    {
        if (options.Licensing && await AskAsync(installation, cancellationToken) is { } asked)
            memory.Keep(installation.TenantId, asked);
    }

    private async Task<LicenceState?> AskAsync(
        ConnectInstallation installation,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"/rest/atlassian-connect/1/addons/{options.AppKey}"
        );
        try
        {
            using var answer = await site.SendAsync(installation, request, cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK
                ? StateOf(await answer.Content.ReadFromJsonAsync<Addon>(cancellationToken))
                : null;
        }
        catch (Exception exception) when (exception.IsUnreachable(cancellationToken))
        {
            return null;
        }
    }

    private LicenceState? StateOf(Addon? addon) =>
        addon switch
        {
            null => null,
            { License: { Active: true, Evaluation: true } } => LicenceState.Trial,
            { License.Active: true } => LicenceState.Active,
            { License: not null } => LicenceState.Inactive,
            // A paid app without a licence object is not licensed; outside production it was never sold.
            _ => environment.IsProduction() ? LicenceState.Inactive : LicenceState.NotApplicable,
        };

    private sealed record Addon(AddonLicense? License);

    private sealed record AddonLicense(bool Active, bool Evaluation);
}

/// <summary>What is known of tenants' licences, in this process.</summary>
internal sealed class LicenceMemory(TimeProvider clock)
{
    private static readonly TimeSpan Asked = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Believed = TimeSpan.FromHours(24);

    private readonly ExpiringCache<Guid, LicenceState> fresh = new(clock);
    private readonly ExpiringCache<Guid, LicenceState> last = new(clock);

    public LicenceState? Fresh(Guid tenant) => fresh.TryGet(tenant, out var state) ? state : null;

    public LicenceState Keep(Guid tenant, LicenceState state)
    {
        fresh.Set(tenant, state, Asked);
        last.Set(tenant, state, Believed);
        return state;
    }

    /// <summary>What counts while the resource cannot be asked; it is not asked again at once.</summary>
    public LicenceState Last(Guid tenant)
    {
        var state = last.TryGet(tenant, out var known) ? known : LicenceState.Unknown;
        fresh.Set(tenant, state, AskAgain);
        return state;
    }
}
