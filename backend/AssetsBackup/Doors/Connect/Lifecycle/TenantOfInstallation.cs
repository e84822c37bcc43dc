using AssetsBackup.Doors.Connect.Site;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Doors.Connect.Lifecycle;

/// <summary>
/// Whose installation a client key is. A known key is its tenant's. A new key joins a tenant by itself only inside the
/// grace after an uninstall, and only if the signed address tells the same cloud id: an equal address alone would hand a
/// customer's backups to whoever came to own the address.
/// </summary>
internal sealed class TenantOfInstallation(
    AppDatabase database,
    CloudIdLookup sites,
    CloudIds cloudIds,
    KeyStore keys,
    IdSource ids,
    TimeProvider clock
)
{
    /// <summary>The tenant, tracked and not yet saved; a new one has its key already.</summary>
    public async Task<Tenant> FindOrCreateAsync(
        string clientKey,
        string site,
        CancellationToken cancellationToken
    )
    {
        if (
            await FindByIdentityAsync(
                IdentityKind.ConnectClientKey,
                clientKey,
                cancellationToken
            ) is
            { } own
        )
        {
            if (!IsPastGrace(own))
            {
                await LearnCloudIdAsync(own, site, cancellationToken);
                return own;
            }
            await ForgetAsync(clientKey, cancellationToken);
        }
        var cloudId = await sites.FindCloudIdAsync(site, cancellationToken);
        var holder = cloudId is null
            ? null
            : await FindByIdentityAsync(IdentityKind.CloudId, cloudId, cancellationToken);
        if (holder is { State: TenantState.Uninstalled } && !IsPastGrace(holder))
        {
            Name(holder, IdentityKind.ConnectClientKey, clientKey);
            return holder;
        }
        return await CreateAsync(clientKey, holder is null ? cloudId : null, cancellationToken);
    }

    private async Task<Tenant?> FindByIdentityAsync(
        IdentityKind kind,
        string value,
        CancellationToken cancellationToken
    )
    {
        var identity = await database.Identities.FindAsync([kind, value], cancellationToken);
        return identity is null
            ? null
            : await database.Tenants.FindAsync([identity.TenantId], cancellationToken);
    }

    // Where the site did not tell it at the first install, each later one asks again.
    private async Task LearnCloudIdAsync(
        Tenant tenant,
        string site,
        CancellationToken cancellationToken
    )
    {
        var isKnown = await database.Identities.AnyAsync(
            identity => identity.TenantId == tenant.Id && identity.Kind == IdentityKind.CloudId,
            cancellationToken
        );
        if (!isKnown && await sites.FindCloudIdAsync(site, cancellationToken) is { } cloudId)
            await cloudIds.LearnAsync(database, tenant.Id, cloudId, cancellationToken);
    }

    private bool IsPastGrace(Tenant tenant) => tenant.PurgeAt <= clock.GetUtcNow();

    // What the purge has not reached yet must not come back to life: the key starts anew.
    private async Task ForgetAsync(string clientKey, CancellationToken cancellationToken)
    {
        await database
            .ConnectInstallations.Where(installation => installation.ClientKey == clientKey)
            .ExecuteDeleteAsync(cancellationToken);
        var identity = await database.Identities.SingleAsync(
            candidate =>
                candidate.Kind == IdentityKind.ConnectClientKey && candidate.Value == clientKey,
            cancellationToken
        );
        var names = await database
            .Identities.Where(candidate => candidate.TenantId == identity.TenantId)
            .ToListAsync(cancellationToken);
        database.RemoveRange(names);
        await database.SaveChangesAsync(cancellationToken);
    }

    private async Task<Tenant> CreateAsync(
        string clientKey,
        string? cloudId,
        CancellationToken cancellationToken
    )
    {
        var tenant = new Tenant { Id = ids.Next(), CreatedAt = clock.GetUtcNow() };
        using var made = await keys.CreateAsync(tenant.Id, cancellationToken);
        database.Add(tenant);
        Name(tenant, IdentityKind.ConnectClientKey, clientKey);
        if (cloudId is not null)
            Name(tenant, IdentityKind.CloudId, cloudId);
        return tenant;
    }

    private void Name(Tenant tenant, IdentityKind kind, string value) =>
        database.Add(
            new Identity
            {
                TenantId = tenant.Id,
                Kind = kind,
                Value = value,
                Since = clock.GetUtcNow(),
            }
        );
}
