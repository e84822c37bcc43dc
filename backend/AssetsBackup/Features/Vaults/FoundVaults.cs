using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Vault;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Vaults;

/// <summary>A tenant's vault in one place, with the snapshots that can be read, the newest first.</summary>
/// <param name="Problem">Why it, or some of it, cannot be read; null when all can.</param>
internal sealed record FoundVault(
    StoragePlace Place,
    IReadOnlyList<FoundSnapshot> Snapshots,
    string? Problem = null
)
{
    /// <summary>How much its structure lacks; looked for where another copy is as new.</summary>
    public int Flaws { get; init; }

    /// <summary>When the newest record in it was written: a later revision of a backup counts too.</summary>
    public DateTimeOffset? Newest =>
        Snapshots.Count == 0 ? null : Snapshots.Max(snapshot => snapshot.Root.CreatedAt);
}

/// <summary>A copy of a vault, and what no newer copy of it has, the newest first.</summary>
internal sealed record FoundCopy(FoundVault Vault, IReadOnlyList<FoundSnapshot> Own)
{
    public StoragePlace Place => Vault.Place;
}

/// <summary>Looks for the vaults of tenants that the database does not know.</summary>
internal sealed class FoundVaults(
    TenantVaults vaults,
    KeyStore keys,
    DataPaths paths,
    IOptions<StorageRegions> regions,
    NewStorage newStorage,
    StorageCheck check,
    TimeProvider clock
)
{
    /// <summary>The tenant's vault in each place that has one: more than one after a move.</summary>
    /// <param name="tenantId">Whose vault.</param>
    /// <param name="given">What signs in to a database to look in too, or null.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ProblemException">What is wrong with the database.</exception>
    public async Task<IReadOnlyList<FoundVault>> OfAsync(
        Guid tenantId,
        DatabaseAccess? given,
        CancellationToken cancellationToken
    )
    {
        var found = new List<FoundVault>();
        foreach (var option in regions.Value.Offered())
        {
            var place = newStorage.Managed(tenantId, option.Region);
            var store = vaults.StoreOf(place);
            if (await store.ListAsync("", cancellationToken).AnyAsync(cancellationToken))
                found.Add(await ReadAsync(place, store, cancellationToken));
        }
        if (
            given is not null
            && await InDatabaseAsync(tenantId, given, cancellationToken) is { } inDatabase
        )
            found.Add(await ReadAsync(inDatabase, vaults.StoreOf(inDatabase), cancellationToken));
        return await JudgedAsync(found, cancellationToken);
    }

    /// <summary>Of copies with the same newest backup, as a move leaves that was given up, each with what it lacks.</summary>
    private async Task<IReadOnlyList<FoundVault>> JudgedAsync(
        IReadOnlyList<FoundVault> copies,
        CancellationToken cancellationToken
    )
    {
        if (copies.Select(copy => copy.Newest).Distinct().Count() == copies.Count)
            return copies;
        var judged = new List<FoundVault>();
        foreach (var copy in copies)
            judged.Add(copy with { Flaws = await FlawsAsync(copy.Place, cancellationToken) });
        return judged;
    }

    private async Task<int> FlawsAsync(StoragePlace place, CancellationToken cancellationToken)
    {
        try
        {
            using var tenantKeys = await keys.OpenAsync(place.TenantId, cancellationToken);
            var report = await TenantVault.VerifyAsync(
                vaults.StoreOf(place),
                tenantKeys,
                VerifyScope.All,
                readData: false,
                progress: null,
                cancellationToken
            );
            return report.Findings.Count;
        }
        catch (Exception e) when (VaultFailures.Of(e) is not null)
        {
            return int.MaxValue;
        }
    }

    /// <summary>The vaults of managed storage that <see cref="OfAsync"/> does not come to, each with the reason.</summary>
    /// <param name="known">The tenants that the database knows: of theirs only those without a key.</param>
    public IEnumerable<FoundVault> OutOfReach(IReadOnlyCollection<Guid> known)
    {
        var haveKeys = keys.Tenants();
        foreach (var region in Folders(paths.Vaults))
        foreach (var folder in Folders(Path.Combine(paths.Vaults, region)))
            if (
                Guid.TryParseExact(folder, "N", out var tenantId)
                && WhyOutOfReach(haveKeys.Contains(tenantId), known.Contains(tenantId), region)
                    is { } problem
            )
                yield return new FoundVault(newStorage.Managed(tenantId, region), [], problem);
    }

    private string? WhyOutOfReach(bool hasKey, bool isKnown, string region) =>
        !hasKey
            ? "The key store has no entry for it. Bring the key store back from a copy: without it these backups cannot be read."
        : !isKnown && !regions.Value.Has(region)
            ? $"This server has no region {region}. Add it to the configuration Storage:Regions"
        : null;

    private static IEnumerable<string> Folders(string directory) =>
        Directory.Exists(directory)
            ? new DirectoryInfo(directory).EnumerateDirectories().Select(folder => folder.Name)
            : [];

    private async Task<StoragePlace?> InDatabaseAsync(
        Guid tenantId,
        DatabaseAccess given,
        CancellationToken cancellationToken
    )
    {
        var (report, hasBlobs) = await check.ProveAsync(
            given,
            tenantId,
            async (store, stop) => await store.ListAsync("", stop).AnyAsync(stop),
            cancellationToken
        );
        return hasBlobs ? newStorage.OwnDatabase(tenantId, given, report) : null;
    }

    private async Task<FoundVault> ReadAsync(
        StoragePlace place,
        IBlobStore store,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var tenantKeys = await keys.OpenAsync(place.TenantId, cancellationToken);
            var found = await FoundSnapshots.ReadAsync(store, tenantKeys, clock, cancellationToken);
            return new FoundVault(place, found.Items, found.Problem);
        }
        catch (Exception e) when (VaultFailures.Of(e) is { } failure)
        {
            return new FoundVault(place, [], $"{failure.Title}. {failure.Detail}");
        }
    }
}
